/** IANA name of this computer's own zone, for showing times only; `null` = the system does not say. Not for processes that run in UTC. */
export function machineZone(): string | null {
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  return zone === 'Etc/Unknown' ? null : zone;
}

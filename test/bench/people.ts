/** One token with its person, as a list from another tool would have it. Times are milliseconds UTC. */
export interface BenchToken {
  /** From 0. */
  readonly number: number;
  /** 19 digits: beyond 2^53, as the platform's are. */
  readonly token: string;
  /** 17 digits. */
  readonly recipient: string;
  readonly name: string;
  readonly topic: string;
  readonly zone: string;
  readonly createdAt: number;
  /** Long past, so that the token may be sent to. */
  readonly nextEligibleAt: number;
}

/** 60 zones over all offsets, the awkward ones of RELIABILITY B among them. */
export const BENCH_ZONES = (
  'Africa/Cairo Africa/Casablanca Africa/Johannesburg Africa/Lagos Africa/Nairobi America/Anchorage America/Argentina/Buenos_Aires ' +
  'America/Asuncion America/Bogota America/Caracas America/Chicago America/Denver America/Godthab America/Halifax America/Havana ' +
  'America/Los_Angeles America/Mexico_City America/New_York America/Noronha America/Phoenix America/Santiago America/Sao_Paulo ' +
  'America/St_Johns America/Toronto Asia/Amman Asia/Bangkok Asia/Beirut Asia/Dhaka Asia/Dubai Asia/Ho_Chi_Minh Asia/Hong_Kong ' +
  'Asia/Jakarta Asia/Jerusalem Asia/Kabul Asia/Karachi Asia/Kathmandu Asia/Kolkata Asia/Manila Asia/Seoul Asia/Singapore ' +
  'Asia/Tashkent Asia/Tehran Asia/Tokyo Asia/Yangon Atlantic/Azores Australia/Adelaide Australia/Brisbane Australia/Lord_Howe ' +
  'Australia/Sydney Europe/Athens Europe/Berlin Europe/Dublin Europe/Istanbul Europe/London Europe/Moscow Europe/Rome ' +
  'Pacific/Apia Pacific/Auckland Pacific/Chatham Pacific/Kiritimati'
).split(' ');

const FIRST_NAMES = 'Anna Bao Carmen Dmitri Élodie Fatima Giulia Hana Ivan João Kofi Lena Mei Noor Olga Priya'.split(
  ' ',
);
const LAST_NAMES = 'Rossi García Nguyen Smith Müller Okafor Tanaka Silva Haddad Kowalski Andersson'.split(' ');
const TOPICS = ['Weekly offers', 'New arrivals', 'Events at the café'];

/** Prime just below 10^9: multiplying by anything smaller walks through all numbers below it once, in no order. */
const PRIME = 999_999_937;

/** 2023-02-01, after the platform ended its frequencies: such tokens are eligible once a day (META-API 10). */
const FIRST_OPT_IN_AT = Date.UTC(2023, 1, 1);

/** Every how many tokens one belongs to the person before, as people hold one for each title (DESIGN 4). */
const SECOND_TOKEN_EVERY = 50;

/** Every how many tokens the zone is a text no table knows. */
const UNKNOWN_ZONE_EVERY = 200;

/** The same token for the same number, always. */
export function benchToken(number: number): BenchToken {
  const isSecond = number % SECOND_TOKEN_EVERY === SECOND_TOKEN_EVERY - 1;
  const person = isSecond ? number - 1 : number;
  const mixed = scattered(person, 736_338_717);
  const createdAt = FIRST_OPT_IN_AT + scattered(number, 387_420_489) * 100;
  return {
    number,
    token: `6${digits(scattered(number, 618_033_989), 9)}${digits(scattered(number, 271_828_183), 9)}`,
    recipient: `7${digits(scattered(person, 314_159_265), 9)}${digits(person, 7)}`,
    name: `${pick(FIRST_NAMES, mixed)} ${pick(LAST_NAMES, mixed >> 4)}`,
    topic: pick(TOPICS, isSecond ? person + 1 : person),
    zone: number % UNKNOWN_ZONE_EVERY === 77 ? 'Home/Sofa' : pick(BENCH_ZONES, mixed),
    createdAt,
    nextEligibleAt: createdAt + 86_400_000,
  };
}

/** The first `count` tokens. */
export function* benchTokens(count: number): Generator<BenchToken> {
  for (let number = 0; number < count; number++) yield benchToken(number);
}

function scattered(number: number, factor: number): number {
  // Below 2^53: numbers stay under 10^7, factors under 10^9.
  return ((number + 1) * factor) % PRIME;
}

function digits(value: number, length: number): string {
  return String(value).padStart(length, '0');
}

function pick<T>(values: readonly T[], number: number): T {
  const value = values[number % values.length];
  if (value === undefined) throw new RangeError('There is nothing to pick from.');
  return value;
}

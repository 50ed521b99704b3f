/**
 * Marks for open deliveries whose person's zone was corrected after the launch; part of the first schema. Triggers make them, so that
 * no import, sync, undo or edit can change a zone past them; a mark keeps the texts from before the first change.
 */
export const rezoned = `
-- Open deliveries whose token's or person's zone was given anew after their slot was chosen, with the texts it was chosen from: not
-- claimed until the slot was asked again (DESIGN 5). Whoever changes a zone marks them here, in the same transaction.
CREATE TABLE rezoned (
  delivery_id INTEGER PRIMARY KEY REFERENCES delivery (id) ON DELETE CASCADE,
  account_id INTEGER NOT NULL REFERENCES account (id),
  token_zone TEXT,
  person_zone TEXT
) STRICT;
CREATE INDEX rezoned_account ON rezoned (account_id, delivery_id);
CREATE TRIGGER recipient_rezoned AFTER UPDATE OF zone ON recipient WHEN OLD.zone IS NOT NEW.zone BEGIN
  INSERT INTO rezoned (delivery_id, account_id, token_zone, person_zone)
    SELECT d.id, d.account_id, t.zone, OLD.zone FROM delivery d CROSS JOIN notification_token t ON t.id = d.token_id
    WHERE d.recipient_id = NEW.id AND d.kind = 'marketing' AND d.last_at_ms IS NOT NULL AND (d.state = 'scheduled' OR d.state = 'sending' OR d.state = 'uncertain')
      AND NOT EXISTS (SELECT 1 FROM rezoned z WHERE z.delivery_id = d.id);
END;
CREATE TRIGGER notification_token_rezoned AFTER UPDATE OF zone ON notification_token WHEN OLD.zone IS NOT NEW.zone BEGIN
  INSERT INTO rezoned (delivery_id, account_id, token_zone, person_zone)
    SELECT d.id, d.account_id, OLD.zone, r.zone FROM delivery d CROSS JOIN recipient r ON r.id = d.recipient_id
    WHERE d.token_id = NEW.id AND d.kind = 'marketing' AND (d.state = 'scheduled' OR d.state = 'sending' OR d.state = 'uncertain')
      AND NOT EXISTS (SELECT 1 FROM rezoned z WHERE z.delivery_id = d.id);
END;
`;

//! Desks with a guard taken out. The product has no switch for that: each is taken out of the one
//! history's own database, behind the back of the code above it.

use desk_simulation::Tampering;

pub(crate) struct Guard {
    pub(crate) name: &'static str,
    pub(crate) without: Tampering,
    /// The laws of which the first one to break must be one.
    pub(crate) broken: &'static [&'static str],
}

const STUCK: &[&str] = &["no cancellation is stuck"];

pub(crate) const GUARDS: [Guard; 12] = [
    Guard {
        name: "the unique index: one in flight for each payment",
        without: of_book(&["DROP INDEX cancellations_one_in_flight"]),
        broken: &["a payment has one cancellation in flight at most"],
    },
    Guard {
        name: "the sum that the database refuses to exceed",
        without: of_book(&[
            "PRAGMA writable_schema = ON",
            "UPDATE sqlite_schema SET sql = replace(sql, \
                'CHECK (cancelled_won + reserved_won <= amount_won)', 'CHECK (1)') \
                WHERE name = 'payments'",
            "PRAGMA writable_schema = RESET",
        ]),
        broken: &["what is in flight is set aside, and nothing else"],
    },
    Guard {
        name: "the sum of bills that the database refuses to exceed",
        without: of_book(&[
            "PRAGMA writable_schema = ON",
            "UPDATE sqlite_schema SET sql = replace(sql, \
                'CHECK (rebilled_won >= 0 AND rebilled_won <= cancelled_won)', 'CHECK (1)') \
                WHERE name = 'payments'",
            "PRAGMA writable_schema = RESET",
        ]),
        broken: &["no more is asked for again than was cancelled"],
    },
    Guard {
        name: "what a bill holds",
        without: of_book(&["CREATE TRIGGER no_hold AFTER UPDATE OF rebilled_won ON payments \
             WHEN NEW.rebilled_won > 0 \
             BEGIN UPDATE payments SET rebilled_won = 0 WHERE id = NEW.id; END"]),
        broken: &["no more is asked for again than was cancelled"],
    },
    Guard {
        name: "the reservation",
        without: of_book(&[
            "CREATE TRIGGER no_reservation AFTER UPDATE OF reserved_won ON payments \
             WHEN NEW.reserved_won > 0 \
             BEGIN UPDATE payments SET reserved_won = 0 WHERE id = NEW.id; END",
        ]),
        broken: &["what is in flight is set aside, and nothing else"],
    },
    Guard {
        name: "the idempotency key",
        without: of_book(&["CREATE TRIGGER no_key AFTER INSERT ON intents \
             BEGIN DELETE FROM intents WHERE intent_key = NEW.intent_key; END"]),
        broken: &["the same key always gives the same answer"],
    },
    Guard {
        name: "the key of an order that is sent again",
        without: Tampering { book: &[], forgets: false, rekeys: true },
        broken: &["a refund that was ordered is one of the book's orders"],
    },
    Guard {
        name: "the resolver",
        without: of_book(&["CREATE TRIGGER no_resolver AFTER INSERT ON jobs \
             WHEN NEW.kind = 'resolve_cancellation' \
             BEGIN DELETE FROM jobs WHERE id = NEW.id; END"]),
        broken: STUCK,
    },
    Guard {
        name: "the job that survives a crash",
        without: of_book(&["CREATE TRIGGER no_lease AFTER UPDATE OF worker ON jobs \
             WHEN NEW.worker IS NOT NULL AND NEW.kind <> 'refresh_payment' \
             BEGIN DELETE FROM jobs WHERE id = NEW.id; END"]),
        broken: &["no cancellation is stuck", "no bill is stuck"],
    },
    Guard {
        name: "webhook deduplication",
        without: of_book(&["CREATE TRIGGER no_deduplication BEFORE INSERT ON hooks \
             BEGIN UPDATE hooks SET hook_id = hook_id || '-' || NEW.received_at || '-' || \
                 (SELECT COUNT(*) FROM hooks) WHERE hook_id = NEW.hook_id; END"]),
        broken: &["a webhook is kept once"],
    },
    Guard {
        name: "the read after a webhook",
        without: of_book(&["CREATE TRIGGER no_read AFTER INSERT ON jobs \
             WHEN NEW.kind = 'refresh_payment' AND EXISTS (SELECT 1 FROM hooks h \
                 WHERE h.gateway_payment_id = NEW.gateway_payment_id \
                 AND h.received_at = NEW.run_at) \
             BEGIN DELETE FROM jobs WHERE id = NEW.id; END"]),
        broken: &["a webhook is followed by a read"],
    },
    Guard {
        name: "the agent's journal",
        without: Tampering { book: &[], forgets: true, rekeys: false },
        broken: &[
            "no agent denies what its device has begun",
            "what an agent has told of an order stands",
        ],
    },
];

const fn of_book(book: &'static [&'static str]) -> Tampering {
    Tampering { book, forgets: false, rekeys: false }
}

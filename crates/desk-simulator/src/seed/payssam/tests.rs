use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::populate;
use crate::config::Seed;
use crate::payssam::{Settings, State};

const NOON: &str = "2026-11-21T03:00:00Z";
/// Half past midnight on the first of a month, KST.
const MONTH_BEGINS: &str = "2026-11-30T15:30:00Z";

fn seeded(number: u64, payments: usize, now: &str) -> State {
    let mut state = State::new(Settings::default());
    populate(&mut state, Seed { number, payments }, now.parse().unwrap());
    state
}

fn everything(state: &State) -> Vec<Value> {
    state.book.in_sent_order().map(|bill| json!(bill)).collect()
}

#[test]
fn the_same_number_gives_the_same_bills() {
    assert_eq!(everything(&seeded(7, 500, NOON)), everything(&seeded(7, 500, NOON)));
    assert_ne!(everything(&seeded(7, 500, NOON)), everything(&seeded(8, 500, NOON)));
}

#[test]
fn every_state_and_way_to_pay_occurs_and_the_sums_hold() {
    let state = seeded(Seed::default().number, Seed::default().payments, NOON);
    let now: DateTime<Utc> = NOON.parse().unwrap();
    let mut seen = BTreeMap::<String, usize>::new();
    for bill in state.book.in_sent_order() {
        let pay_type = bill.approval.as_ref().map(|paid| paid.pay_type);
        *seen.entry(format!("{:?}", bill.state)).or_default() += 1;
        *seen.entry(format!("{pay_type:?}")).or_default() += 1;
        assert!(bill.sent_at <= now, "{} lies in the future", bill.id);
        assert!(bill.refunded_won() <= bill.charged_won(), "{} refunded too much", bill.id);
        assert!(bill.due_at().is_none_or(|due| due > now), "{} is overdue", bill.id);
        assert!(bill.id.len() <= 20 && bill.id.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    }
    for wanted in ["Waiting", "Paid", "Cancelled", "Voided"] {
        assert!(seen[wanted] > 5, "{seen:?}");
    }
    for wanted in ["CardVan", "Keyin", "OfflineCard", "OfflineCash"] {
        assert!(seen[&format!("Some({wanted})")] > 5, "{seen:?}");
    }
}

#[test]
fn named_bills_are_in_their_state_even_on_the_first_night_of_a_month() {
    for now in [NOON, MONTH_BEGINS] {
        let state = seeded(1, 0, now);
        let state_of = |id: &str| json!(state.book.find(id).unwrap().state);
        for (id, expected) in [
            ("demoCard", "F"),
            ("demoTestPaid", "F"),
            ("demoWaiting", "W"),
            ("demoLastDay", "W"),
            ("demoExpired", "D"),
            ("demoVoided", "D"),
            ("demoCancelled", "C"),
            ("demoTestCancelled", "C"),
            ("simTimeoutBeforeOnce", "F"),
            ("demoPaidFirst", "W"),
        ] {
            assert_eq!(state_of(id), expected, "{id} {now}");
        }
    }
}

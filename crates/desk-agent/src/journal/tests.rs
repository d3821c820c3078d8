use std::io;

use chrono::NaiveDate;
use desk_api::agent::{AbortCause, OriginalApproval};
use desk_domain::Won;
use desk_domain::terminal::TerminalTask;
use proptest::prelude::*;

use super::*;

const NOW: Timestamp = Timestamp(1_795_000_000_000_000);

/// A disk in memory.
#[derive(Clone, Debug, Default)]
struct Paper(std::sync::Arc<std::sync::Mutex<Vec<u8>>>);

impl Paper {
    fn bytes(&self) -> Vec<u8> {
        self.0.lock().unwrap().clone()
    }
}

impl Ink for Paper {
    fn append(&mut self, line: &[u8]) -> io::Result<()> {
        self.0.lock().unwrap().extend_from_slice(line);
        Ok(())
    }
}

fn order(service_id: &str) -> TerminalOrder {
    TerminalOrder {
        service_id: service_id.into(),
        task: TerminalTask::CancelCard,
        original: OriginalApproval {
            approval_number: "30000001".into(),
            approved_on: NaiveDate::from_ymd_opt(2026, 11, 21).unwrap(),
            amount_won: Won(45_000),
        },
        amount_won: Won(45_000),
        installment_months: 0,
        begin_within_seconds: 120,
    }
}

fn unknown() -> TerminalOutcome {
    TerminalOutcome::Unknown { why: "the line broke".into() }
}

fn declined() -> TerminalOutcome {
    TerminalOutcome::Declined {
        code: "CARD_DIFFERS".into(), words: "원거래 카드 상이".into()
    }
}

fn journal() -> (Journal, Paper) {
    let paper = Paper::default();
    (Journal::over(&[], Box::new(paper.clone())).unwrap(), paper)
}

#[test]
fn an_order_is_touched_once_also_after_a_restart() {
    let (mut journal, paper) = journal();
    journal.take(&order("can_1"), NOW).unwrap();
    assert_eq!(journal.touch("can_1", NOW).unwrap(), Some(order("can_1")));
    assert_eq!(journal.touch("can_1", NOW).unwrap(), None);
    let mut again = Journal::over(&paper.bytes(), Box::new(paper.clone())).unwrap();
    again.take(&order("can_1"), NOW).unwrap();
    assert_eq!(again.touch("can_1", NOW).unwrap(), None);
    assert!(again.find("can_1").unwrap().needs_asking());
}

#[test]
fn what_ended_or_never_came_is_not_touched() {
    let (mut journal, _) = journal();
    assert_eq!(journal.touch("can_1", NOW).unwrap(), None);
    journal.end("can_1", TerminalOutcome::NeverBegun, NOW).unwrap();
    journal.take(&order("can_1"), NOW).unwrap();
    assert_eq!(journal.touch("can_1", NOW).unwrap(), None);
    journal.take(&order("can_2"), NOW).unwrap();
    let aborted = TerminalOutcome::Aborted { why: AbortCause::Person };
    journal.end("can_2", aborted, NOW).unwrap();
    assert_eq!(journal.touch("can_2", NOW).unwrap(), None);
}

/// What stands in the journal after `first` and then `second`.
#[track_caller]
fn check_ends(first: TerminalOutcome, second: TerminalOutcome, expected: &TerminalOutcome) {
    let (mut journal, paper) = journal();
    journal.take(&order("can_1"), NOW).unwrap();
    journal.touch("can_1", NOW).unwrap();
    assert!(journal.end("can_1", first, NOW).unwrap());
    journal.reported("can_1", NOW).unwrap();
    let is_news = journal.end("can_1", second, NOW).unwrap();
    let (entries, _) = recover(&paper.bytes()).unwrap();
    assert_eq!(entries["can_1"].outcome.as_ref(), Some(expected));
    assert_eq!(entries["can_1"].is_reported, !is_news, "a new end has to be reported anew");
}

#[test]
fn only_an_unknown_end_is_replaced() {
    check_ends(unknown(), declined(), &declined());
    check_ends(unknown(), unknown(), &unknown());
    check_ends(declined(), unknown(), &declined());
    check_ends(declined(), TerminalOutcome::NeverBegun, &declined());
}

#[test]
fn a_whole_line_that_cannot_be_read_stops_everything() {
    let (mut journal, paper) = journal();
    journal.take(&order("can_1"), NOW).unwrap();
    let mut bytes = paper.bytes();
    bytes[3] = b'#';
    let refused = recover(&bytes).unwrap_err();
    assert!(matches!(refused, JournalError::Corrupt { line: 1, .. }), "{refused}");
}

#[test]
fn a_file_keeps_other_agents_out_and_loses_its_torn_end() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("new").join("journal.jsonl");
    assert!(matches!(Journal::open(&path), Err(JournalError::Gone(_))), "it begins with a pairing");
    Journal::begin(&path).unwrap();
    let mut first = Journal::open(&path).unwrap();
    first.take(&order("can_1"), NOW).unwrap();
    assert!(matches!(Journal::open(&path), Err(JournalError::InUse(_))));
    drop(first);
    let whole = std::fs::read(&path).unwrap();
    std::fs::write(&path, [&whole[..], b"{\"service_id\":\"can_1\",\"st"].concat()).unwrap();
    let mut second = Journal::open(&path).unwrap();
    assert_eq!(std::fs::read(&path).unwrap(), whole);
    second.touch("can_1", NOW).unwrap();
    drop(second);
    Journal::begin(&path).unwrap();
    assert_eq!(Journal::open(&path).unwrap().find("can_1").unwrap().reach, Reach::Device);
}

/// One order's life, up to a step of it.
fn live(journal: &mut Journal, service_id: &str, steps: usize, outcome: TerminalOutcome) {
    journal.take(&order(service_id), NOW).unwrap();
    if steps > 0 {
        journal.touch(service_id, NOW).unwrap();
    }
    if steps > 1 {
        journal.progress(service_id, TerminalStage::AwaitingCard, NOW).unwrap();
    }
    if steps > 2 {
        journal.end(service_id, outcome, NOW).unwrap();
    }
    if steps > 3 {
        journal.reported(service_id, NOW).unwrap();
    }
}

fn ends() -> impl Strategy<Value = TerminalOutcome> {
    prop_oneof![Just(unknown()), Just(declined()), Just(TerminalOutcome::NeverBegun)]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// The power fails at every byte of every life: what the device was touched for is never touched
    /// again, a known end stays known, and the next lines are whole.
    #[test]
    fn no_byte_to_lose_makes_an_order_begin_twice(
        lives in prop::collection::vec((0..5_usize, ends()), 1..4),
    ) {
        let (mut journal, paper) = journal();
        // Bytes on the disk when the device was touched; nothing shorter can follow a touch.
        let mut touched_at = Vec::new();
        for (n, (steps, end)) in lives.iter().enumerate() {
            let id = format!("can_{n}");
            live(&mut journal, &id, (*steps).min(1), end.clone());
            if *steps > 0 {
                touched_at.push((id.clone(), paper.bytes().len()));
            }
            live(&mut journal, &id, *steps, end.clone());
        }
        let bytes = paper.bytes();
        for cut in 0..=bytes.len() {
            let (before, whole) = recover(&bytes[..cut]).unwrap();
            let rest = Paper::default();
            rest.0.lock().unwrap().extend_from_slice(&bytes[..whole]);
            let mut after = Journal::over(&bytes[..whole], Box::new(rest.clone())).unwrap();
            for (n, (_, end)) in lives.iter().enumerate() {
                let id = format!("can_{n}");
                let was_touched =
                    touched_at.iter().any(|(touched, at)| *touched == id && *at <= cut);
                let known = before.get(&id).and_then(|entry| entry.outcome.clone());
                after.take(&order(&id), NOW).unwrap();
                let begins_again = after.touch(&id, NOW).unwrap().is_some();
                prop_assert!(!(was_touched && begins_again), "{id} begins twice, cut at {cut}");
                prop_assert!(begins_again || was_touched || known.is_some(), "{id} is lost at {cut}");
                prop_assert_eq!(after.touch(&id, NOW).unwrap(), None);
                if let Some(known) = known {
                    prop_assert_eq!(&known, end);
                }
            }
            let (reread, _) = recover(&rest.bytes()).unwrap();
            prop_assert!(after.entries().eq(&reread));
        }
    }
}

//! Their words to ours, pure. Whatever is not plainly an end is unknown.

use chrono::{DateTime, Utc};
use desk_api::agent::{AbortCause, FoundApproval, TerminalOrder, TerminalOutcome};
use desk_domain::Timestamp;
use desk_domain::terminal::{TerminalStage, TerminalTask};

use super::wire::{ApprovalView, CancelView, MadeCancel, ResultView, StartCancel};
use crate::driver::Standing;

pub(super) fn start(order: &TerminalOrder) -> StartCancel<'_> {
    StartCancel {
        request_id: &order.service_id,
        kind: match order.task {
            TerminalTask::CancelCard => "card",
            TerminalTask::CancelCashReceipt => "cash_receipt",
        },
        approval_number: &order.original.approval_number,
        approved_on: order.original.approved_on,
        amount_won: order.original.amount_won.0,
        cancel_won: order.amount_won.0,
        installment_months: order.installment_months,
    }
}

pub(super) fn standing(view: CancelView) -> Standing {
    match (view.stage.as_str(), view.result) {
        ("awaiting_card", _) => Standing::At(TerminalStage::AwaitingCard),
        ("processing", _) => Standing::At(TerminalStage::Processing),
        ("done", Some(result)) => Standing::Ended(outcome(result)),
        (stage, _) => Standing::Ended(unknown(format!("the device is at {stage:?}"))),
    }
}

fn outcome(result: ResultView) -> TerminalOutcome {
    match result {
        ResultView {
            approval_number: Some(approval_number), approved_at: Some(at), kind, ..
        } if kind == "succeeded" => {
            TerminalOutcome::Succeeded { approval_number, approved_at: timestamp(at) }
        }
        ResultView { code: Some(code), words, kind, .. } if kind == "declined" => {
            TerminalOutcome::Declined { code, words: words.unwrap_or_default() }
        }
        ResultView { why: Some(why), kind, .. } if kind == "aborted" => aborted(&why),
        ResultView { kind, .. } if kind == "unknown" => {
            unknown("the VAN's answer did not reach the device".into())
        }
        ResultView { kind, .. } => unknown(format!("the device tells an end {kind:?}")),
    }
}

fn aborted(why: &str) -> TerminalOutcome {
    let why = match why {
        "person" => AbortCause::Person,
        "card_pulled" => AbortCause::CardPulled,
        "time_out" => AbortCause::CardTimeOut,
        _ => return unknown(format!("the device gave up: {why:?}")),
    };
    TerminalOutcome::Aborted { why }
}

pub(super) fn approval(view: ApprovalView) -> Option<FoundApproval> {
    let cancel = |made: MadeCancel| FoundApproval {
        cancelled: true,
        cancel_approval_number: Some(made.approval_number),
        cancelled_at: Some(timestamp(made.approved_at)),
        service_id: made.request_id,
    };
    match (view.state.as_str(), view.cancel) {
        ("approved", None) => Some(FoundApproval {
            cancelled: false,
            cancel_approval_number: None,
            cancelled_at: None,
            service_id: None,
        }),
        ("cancelled", Some(made)) => Some(cancel(made)),
        _ => None,
    }
}

const fn unknown(why: String) -> TerminalOutcome {
    TerminalOutcome::Unknown { why }
}

const fn timestamp(at: DateTime<Utc>) -> Timestamp {
    Timestamp(at.timestamp_micros())
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    #[track_caller]
    fn check(view: Value, expected: &Standing) {
        let told = view.to_string();
        let found = standing(serde_json::from_value(view).unwrap());
        match (&found, expected) {
            // The words are for the log.
            (
                Standing::Ended(TerminalOutcome::Unknown { .. }),
                Standing::Ended(TerminalOutcome::Unknown { .. }),
            ) => {}
            _ => assert_eq!(&found, expected, "{told}"),
        }
    }

    fn done(result: Value) -> Value {
        json!({ "stage": "done", "result": result })
    }

    fn ended(outcome: TerminalOutcome) -> Standing {
        Standing::Ended(outcome)
    }

    #[test]
    fn what_a_device_tells() {
        let awaiting = Standing::At(TerminalStage::AwaitingCard);
        check(json!({ "stage": "awaiting_card", "result": null }), &awaiting);
        let processing = Standing::At(TerminalStage::Processing);
        check(json!({ "stage": "processing" }), &processing);
        check(
            done(json!({
                "kind": "succeeded", "approvalNumber": "C1", "approvedAt": "2026-11-21T03:00:00Z",
            })),
            &ended(TerminalOutcome::Succeeded {
                approval_number: "C1".into(),
                approved_at: Timestamp(1_795_230_000_000_000),
            }),
        );
        check(
            done(
                json!({ "kind": "declined", "code": "CARD_DIFFERS", "words": "원거래 카드 상이" }),
            ),
            &ended(TerminalOutcome::Declined {
                code: "CARD_DIFFERS".into(),
                words: "원거래 카드 상이".into(),
            }),
        );
        for (told, why) in [
            ("person", AbortCause::Person),
            ("card_pulled", AbortCause::CardPulled),
            ("time_out", AbortCause::CardTimeOut),
        ] {
            let expected = ended(TerminalOutcome::Aborted { why });
            check(done(json!({ "kind": "aborted", "why": told })), &expected);
        }
    }

    #[test]
    fn what_is_no_plain_end_is_unknown() {
        for view in [
            done(json!({ "kind": "unknown" })),
            done(json!({ "kind": "succeeded", "approvalNumber": "C1" })),
            done(json!({ "kind": "declined" })),
            done(json!({ "kind": "aborted", "why": "earthquake" })),
            done(json!({ "kind": "reversed" })),
            json!({ "stage": "done", "result": null }),
            json!({ "stage": "printing" }),
        ] {
            check(view, &ended(unknown(String::new())));
        }
    }
}

//! The story of a payment: what the vendor knows of its beginning, then what happened here.

mod words;

use desk_api::TimelineEntry;
use desk_domain::cancellation::{
    Cancellation, CancellationKind, CancellationOrigin, CancellationState,
};
use desk_domain::outside::OutsideVoid;
use desk_domain::payment::{Channel, Payment};
use desk_domain::{BillId, CancellationId, PaymentId, Text, Timestamp, Won};
use desk_store::{BillsAround, StoryLine};
use serde_json::Value;

use super::names::StaffNames;

/// Whose note is kept apart from the audit chain.
const VOIDED_OUTSIDE: &str = "payment.voided_outside";

/// Oldest first. Cancellations that were found at the vendor are told at the time they happened
/// there, not when we learned of them.
pub(crate) fn timeline(
    names: &StaffNames,
    payment: &Payment,
    cancellations: &[Cancellation],
    story: Vec<StoryLine>,
) -> Vec<TimelineEntry> {
    let mut entries = beginning(names, payment);
    let outside = cancellations.iter().filter(|one| one.origin == CancellationOrigin::Gateway);
    entries.extend(outside.map(|one| found_outside(names, one)));
    let here = story.into_iter().filter(|line| is_told(payment, line));
    entries.extend(here.map(|line| happened_here(names, payment, cancellations, &line)));
    entries.sort_by_key(|entry| entry.at);
    entries
}

/// An adopted cancellation is told as it happened, and once more where a person explained it; one in the
/// book only was sent to nobody.
fn is_told(payment: &Payment, line: &StoryLine) -> bool {
    match line.action.as_str() {
        "cancellation.adopted" => {
            let body: Value = serde_json::from_str(&line.body).unwrap_or_default();
            body["reason_code"].is_string()
        }
        "cancellation.sent" => payment.channel != Channel::Recorded,
        _ => true,
    }
}

fn beginning(names: &StaffNames, payment: &Payment) -> Vec<TimelineEntry> {
    let entry = |at, kind: &str| TimelineEntry {
        at,
        kind: kind.to_owned(),
        actor: names.actor("gateway"),
        text: words::of(kind),
        amount_won: Some(payment.amounts.paid),
        cancellation_id: None,
        bill_id: None,
        payment_id: None,
    };
    match payment.paid_at {
        Some(paid_at) => vec![entry(paid_at, "payment.paid")],
        None => vec![entry(payment.requested_at, "payment.requested")],
    }
}

fn found_outside(names: &StaffNames, cancellation: &Cancellation) -> TimelineEntry {
    let kind = match cancellation.state {
        CancellationState::Succeeded => "cancellation.succeeded",
        CancellationState::Failed => "cancellation.failed",
        CancellationState::AwaitingApproval
        | CancellationState::Requested
        | CancellationState::Sent
        | CancellationState::Unknown
        | CancellationState::Rejected
        | CancellationState::Withdrawn => "cancellation.accepted",
    };
    let actor = cancellation.requested_by.as_ref();
    TimelineEntry {
        at: cancellation.settled_at.unwrap_or(cancellation.requested_at),
        kind: kind.to_owned(),
        actor: names.actor(actor.map_or("gateway", |id| id.as_str())),
        text: words::of(kind),
        amount_won: Some(cancellation.amount),
        cancellation_id: Some(cancellation.id.clone()),
        bill_id: None,
        payment_id: None,
    }
}

fn happened_here(
    names: &StaffNames,
    payment: &Payment,
    cancellations: &[Cancellation],
    line: &StoryLine,
) -> TimelineEntry {
    let body: Value = serde_json::from_str(&line.body).unwrap_or_default();
    let cancellation_id: Option<CancellationId> = line.subject.parse().ok();
    let bill_id: Option<BillId> = line.subject.parse().ok();
    let known = cancellation_id
        .as_ref()
        .and_then(|id| cancellations.iter().find(|cancellation| cancellation.id == *id));
    let is_forced = known.is_some_and(|one| one.kind == CancellationKind::Force);
    let text = match line.action.as_str() {
        "cancellation.succeeded" if is_forced => words::of(words::IN_THE_BOOK),
        action => told(payment, action, &body),
    };
    let amount = known.map(|one| one.amount).or_else(|| body["amount_won"].as_i64().map(Won));
    TimelineEntry {
        at: line.at,
        kind: line.action.clone(),
        actor: names.actor(&line.actor),
        text,
        amount_won: amount.filter(|_| cancellation_id.is_some() || bill_id.is_some()),
        payment_id: bill_id.as_ref().and_then(|_| other_end(payment, &body)),
        cancellation_id,
        bill_id,
    }
}

/// Of a line about a bill, the payment that is not this one.
fn other_end(payment: &Payment, body: &Value) -> Option<PaymentId> {
    let ends = ["payment_id", "rebill_of"].into_iter().filter_map(|end| body[end].as_str());
    ends.filter_map(|end| end.parse().ok()).find(|end| *end != payment.id)
}

/// Adds what people wrote when they recorded a bill as paid. It is no part of the audit chain, which is
/// kept for ever.
pub(crate) fn with_notes(entries: &mut [TimelineEntry], around: &BillsAround) {
    let rows = around.made.iter().chain(&around.own);
    for bill in rows.map(|row| &row.bill).filter(|bill| !bill.note.is_empty()) {
        let recorded = |entry: &&mut TimelineEntry| {
            entry.kind == "bill.recorded" && entry.bill_id.as_ref() == Some(&bill.id)
        };
        if let Some(entry) = entries.iter_mut().find(recorded) {
            entry.text.ko += &format!(" 메모: {}", bill.note);
            entry.text.en += &format!(" Note: {}", bill.note);
        }
    }
}

/// The same of what somebody wrote when they said that a bill was voided outside.
pub(crate) fn with_void_note(entries: &mut [TimelineEntry], outside: &OutsideVoid) {
    if let Some(entry) = entries.iter_mut().find(|entry| entry.kind == VOIDED_OUTSIDE) {
        entry.text.ko += &format!(" 메모: {}", outside.note);
        entry.text.en += &format!(" Note: {}", outside.note);
    }
}

/// A reading of the vendor says what differs, when something does; a cancel outside is told by its slip, a void
/// outside with its time.
fn told(payment: &Payment, action: &str, body: &Value) -> Text {
    let said = said(payment, action, body);
    let instant = |text: &Value| text.as_str().and_then(|at| Timestamp::parse_rfc3339(at).ok());
    if let Some(at) = instant(&body["voided_at"]).filter(|_| action == VOIDED_OUTSIDE) {
        let at = minute(at);
        return Text::new(
            format!("{} 파기한 시각 {at}.", said.ko),
            format!("{} Voided {at}.", said.en),
        );
    }
    let outside = &body["outside"];
    match (outside["approval_number"].as_str(), instant(&outside["cancelled_at"])) {
        (Some(number), Some(at)) => with_slip(said, number, at),
        (Some(_) | None, _) => said,
    }
}

fn minute(at: Timestamp) -> String {
    at.to_kst().format("%Y.%m.%d %H:%M").to_string()
}

fn with_slip(said: Text, number: &str, at: Timestamp) -> Text {
    let at = minute(at);
    Text::new(
        format!("{} 외부 취소 승인번호 {number}, {at}.", said.ko),
        format!("{} Cancelled outside under {number}, {at}.", said.en),
    )
}

fn said(payment: &Payment, action: &str, body: &Value) -> Text {
    match (action, body["agreement"].as_str()) {
        ("payment.changed", Some("gateway_ahead")) => words::of("payment.gateway_ahead"),
        ("payment.changed", Some("book_ahead")) => words::of("payment.book_ahead"),
        ("payment.changed", Some("amounts_differ")) => sums_told(body),
        _ if payment.channel == Channel::Terminal => {
            words::at_terminal(action, body["words"].as_str())
        }
        _ => words::of(action),
    }
}

/// Who says what was paid, each with their sum.
fn sums_told(body: &Value) -> Text {
    const TELLERS: &[(&str, &str, &str)] = &[
        ("amount_won", "장부", "the book"),
        ("gateway_amount_won", "PG", "the PG"),
        ("file_amount_won", "파일", "a file"),
    ];
    let told =
        TELLERS.iter().filter_map(|(field, ko, en)| Some((Won(body[*field].as_i64()?), *ko, *en)));
    let (ko, en): (Vec<_>, Vec<_>) =
        told.map(|(sum, ko, en)| (format!("{ko} {sum}원"), format!("{en} says ₩{sum}"))).unzip();
    let (ko, en) = (ko.join(", "), en.join(", "));
    Text::new(format!("결제 금액이 서로 달라요: {ko}."), format!("What was paid differs: {en}."))
}

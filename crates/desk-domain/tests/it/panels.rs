//! Every row of the rulebook has its hint panel: one payment for each row, and what the panel then says
//! of the cells that the row has, in both languages.

use desk_domain::decision::{Action, CashReceiptEffect, Decision, Input, Notice, Verdict};
use desk_domain::guide::{CellKind, GuideRow, GuideRowKind};
use desk_domain::payment::{CardDetail, CashReceiptState, Channel, GatewayStatus, Method};
use desk_domain::{Text, Won};
use desk_testkit::payments::{PaymentBuilder, a_payment};

use crate::case::{BOOK, decide};

const NOW: &str = "2026-11-21T12:00:00+09:00";

#[test]
fn every_row_fills_its_panel() {
    let rows: Vec<_> =
        BOOK.guide().into_iter().filter(|row| row.kind == GuideRowKind::Cancel).collect();
    assert!(rows.len() > 60, "{} rows", rows.len());
    let missing: Vec<String> = rows
        .iter()
        .flat_map(|row| {
            let decision = decide(payment_of(row), NOW);
            what_is_missing(row, &decision).into_iter().map(|what| format!("{}: {what}", row.id))
        })
        .collect();
    assert!(missing.is_empty(), "{missing:#?}");
}

/// Whoever may cancel is told how to go about it and asked why; whoever may not, the reason.
fn what_is_missing(row: &GuideRow, decision: &Decision) -> Vec<String> {
    let full = decision.of(Action::CancelFull).expect("every action is decided");
    let goes = decision.verdict != Verdict::Blocked;
    let demands = [
        (speaks(decision, row), "its payment is another row's"),
        (goes || !full.reasons.is_empty(), "blocked without a reason"),
        (!goes || !decision.steps.is_empty(), "no steps"),
        (!goes || decision.inputs.contains(&Input::Reason), "no reason is asked for"),
    ];
    let unmet = demands.into_iter().filter(|(met, _)| !met).map(|(_, what)| what.to_owned());
    let unsaid = row.cells.iter().filter(|cell| !is_said(cell.kind, row, decision));
    let unsaid = unsaid.map(|cell| format!("nothing of its {} is said", cell.kind));
    let bad = texts(decision).into_iter().filter(|text| !is_sound(text));
    unmet.chain(unsaid).chain(bad.map(|text| format!("{text:?}"))).collect()
}

/// Side routes of the terminal speak beside the direct way, so their rows are among the notices only.
fn speaks(decision: &Decision, row: &GuideRow) -> bool {
    decision.rules.contains(&row.id) || notices(decision).any(|notice| notice.rule == row.id)
}

/// What a payment cannot have now is not said: a fee of what cannot be cancelled, a step to nowhere.
fn is_said(kind: CellKind, row: &GuideRow, decision: &Decision) -> bool {
    let goes = decision.verdict != Verdict::Blocked;
    let in_its_name = || notices(decision).any(|notice| notice.rule == row.id);
    match kind {
        CellKind::Full | CellKind::Partial | CellKind::Void | CellKind::Undo => true,
        CellKind::FollowUp => decision.of(Action::ForceCancel).is_some(),
        CellKind::PartialMin => decision.amount.partial_min > Won(1),
        CellKind::PartialCount | CellKind::Hours => true,
        CellKind::Deadline => decision.deadline.is_some() || has_no_last_day(row),
        CellKind::Inputs => !goes || !decision.inputs.is_empty(),
        CellKind::Fee => !goes || decision.fee.is_some(),
        CellKind::Arrival => !goes || decision.arrival.is_some(),
        CellKind::CashReceipt => {
            row_says_none(row) || decision.cash_receipt.effect != CashReceiptEffect::None
        }
        CellKind::Undone => !goes || !decision.stays_undone.is_empty(),
        CellKind::Steps => !decision.steps.is_empty() || in_its_name(),
        CellKind::TestMode => notices(decision).any(|notice| notice.code == "test_mode"),
        CellKind::Note => !goes || in_its_name(),
    }
}

fn has_no_last_day(row: &GuideRow) -> bool {
    ["제한 없음", "문서에 없음"]
        .iter()
        .any(|words| row.cells_of(CellKind::Deadline).any(|cell| cell.text.ko.contains(words)))
}

/// A card has no cash receipt, and its row says so.
fn row_says_none(row: &GuideRow) -> bool {
    row.cells_of(CellKind::CashReceipt).any(|cell| cell.text.en.contains("no cash receipt"))
}

fn texts(decision: &Decision) -> Vec<&Text> {
    [&decision.headline, &decision.cash_receipt.text]
        .into_iter()
        .chain(decision.fee.iter().map(|fee| &fee.text))
        .chain(
            decision.arrival.iter().flat_map(|it| [Some(&it.text), it.of_part.as_ref()]).flatten(),
        )
        .chain(&decision.stays_undone)
        .chain(&decision.steps)
        .chain(notices(decision).map(|notice| &notice.text))
        .collect()
}

/// Both languages, every gap filled. The Korean name of a vendor's button may stand in English.
fn is_sound(Text { ko, en }: &Text) -> bool {
    let open = |text: &str| text.contains(['{', '}']);
    ko.chars().any(is_hangul)
        && en.chars().any(|letter| letter.is_ascii_alphabetic())
        && !open(ko)
        && !open(en)
}

fn is_hangul(letter: char) -> bool {
    ('가'..='힣').contains(&letter)
}

fn notices(decision: &Decision) -> impl Iterator<Item = &Notice> {
    decision.actions.iter().flat_map(|action| &action.reasons).chain(&decision.notices)
}

/// A payment that the row is for: paid on 3 November 2026, with a cash receipt, and the first of each of
/// the row's words.
fn payment_of(row: &GuideRow) -> PaymentBuilder {
    let channel = *row.channels.first().expect("a row of cancelling names its channel");
    let word = |key: &str| {
        let condition = row.conditions.iter().find(|condition| condition.key == key)?;
        condition.words.first().map(String::as_str)
    };
    let usual = if word("card_type").is_some() { Method::Card } else { usual_method(channel) };
    let method = row.methods.first().copied().unwrap_or(usual);
    let payment = match channel {
        Channel::Recorded => a_payment().recorded(method),
        Channel::Terminal => a_payment().terminal(method),
        _ => a_payment().over(channel).method(method),
    };
    let payment = payment.cash_receipt(CashReceiptState::Issued).with(|payment| {
        let detail = &mut payment.method_detail;
        detail.pg = row.pgs.first().cloned();
        detail.provider = word("provider").map(str::to_owned);
        detail.funding = word("funding").map(|word| word.parse().expect("a checked word"));
        detail.promotion_id = word("promotion").map(|_| "promotion-1".to_owned());
        detail.escrow = word("escrow").is_some();
        detail.escrow_confirmed = word("escrow") == Some("confirmed");
        if let Some(mode) = word("mode") {
            detail.mode = Some(mode.parse().expect("a checked word"));
        }
        detail.card = (method == Method::Card).then(|| CardDetail {
            issuer: word("issuer").map(str::to_owned),
            brand: word("brand").map(str::to_owned),
            card_type: word("card_type").map(|word| word.parse().expect("a checked word")),
            owner_type: word("owner").map(|word| word.parse().expect("a checked word")),
            points_used: word("points").is_some(),
            ..CardDetail::default()
        });
    });
    match word("stage") {
        Some("unpaid") if method == Method::Message => payment.unpaid(GatewayStatus::Ready),
        Some("unpaid") => payment.unpaid(GatewayStatus::WaitingForDeposit),
        _ => payment,
    }
}

/// Of a row that names no method.
fn usual_method(channel: Channel) -> Method {
    match channel {
        Channel::Payssam | Channel::Alltalkpay => Method::Message,
        Channel::Recorded => Method::Cash,
        Channel::Portone | Channel::Bootpay | Channel::Toss | Channel::Terminal => Method::Other,
    }
}

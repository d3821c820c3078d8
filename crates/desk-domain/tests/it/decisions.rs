//! A handful of whole decisions, as the screen gets them.

use desk_domain::decision::Decision;
use desk_domain::payment::CashReceiptState;
use desk_testkit::payments::a_payment;

use crate::case::decide;

/// The decision as a page of Korean, with the English headline below it.
fn page(decision: &Decision) -> String {
    let mut lines = vec![
        format!("{} | {}", decision.verdict, decision.rules.join(" < ")),
        decision.headline.ko.clone(),
        decision.headline.en.clone(),
    ];
    if let Some(deadline) = &decision.deadline {
        let firm = if deadline.firm { "firm" } else { "soft" };
        lines
            .push(format!("deadline: {} ({} left, {firm})", deadline.last_day, deadline.days_left));
    }
    lines.extend(decision.fee.iter().map(|fee| format!("fee: {}", fee.text.ko)));
    lines.extend(decision.arrival.iter().map(|arrival| format!("arrival: {}", arrival.text.ko)));
    let of_part = decision.arrival.iter().filter_map(|arrival| arrival.of_part.as_ref());
    lines.extend(of_part.map(|text| format!("arrival of a part: {}", text.ko)));
    lines.push(format!("receipt: {}", decision.cash_receipt.text.ko));
    lines.extend(decision.steps.iter().map(|step| format!("step: {}", step.ko)));
    lines.extend(decision.stays_undone.iter().map(|text| format!("undone: {}", text.ko)));
    for action in &decision.actions {
        lines.push(format!("{}: {}", action.action, action.verdict));
        lines.extend(action.reasons.iter().map(|reason| {
            format!("  {} {} [{}] {}", reason.severity, reason.code, reason.rule, reason.text.ko)
        }));
    }
    lines.extend(decision.notices.iter().map(|notice| {
        format!("notice: {} {} [{}] {}", notice.severity, notice.code, notice.rule, notice.text.ko)
    }));
    lines.join("\n")
}

#[test]
fn a_card_paid_today() {
    let card = a_payment().portone("INICIS_V2").card();
    insta::assert_snapshot!(page(&decide(card, "2026-11-03T18:00:00+09:00")));
}

#[test]
fn a_smartro_virtual_account() {
    let account = a_payment().portone("SMARTRO_V2").virtual_account();
    let account = account.cash_receipt(CashReceiptState::Issued);
    insta::assert_snapshot!(page(&decide(account, "2026-11-21T12:00:00+09:00")));
}

#[test]
fn a_phone_payment_of_last_month() {
    let phone = a_payment().portone("DANAL_TPAY").phone().paid_at("2026-10-31T23:59:59+09:00");
    insta::assert_snapshot!(page(&decide(phone, "2026-11-21T12:00:00+09:00")));
}

#[test]
fn a_ksnet_card_with_nine_partials_near_its_end() {
    let card = a_payment().portone("KSNET").card().cancelled(90_000).partial_cancels(9);
    insta::assert_snapshot!(page(&decide(card, "2027-05-01T12:00:00+09:00")));
}

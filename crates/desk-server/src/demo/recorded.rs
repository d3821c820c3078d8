//! What the demo's academy has written down itself: no vendor is behind it, so it comes in as a file.

use desk_domain::Timestamp;
use desk_domain::payment::Channel;
use desk_simulator::DEMO_PAYERS;

use super::facts::MERCHANT;
use super::{DemoError, SECONDS_PER_DAY, alltalkpay, connection_to_fill, filled};
use crate::config::merchant_id;
use crate::desk::Desk;
use crate::import::csv::import_text;

const PAYMENTS: i64 = 60;
/// So far apart were they written down, in seconds: some ten months in all.
const APART: i64 = 5 * SECONDS_PER_DAY;
/// Course and price in won.
const COURSES: &[(&str, i64)] = &[
    ("수학 정규반", 350_000),
    ("영어 회화", 240_000),
    ("교재비", 32_000),
    ("논술", 260_000),
    ("독서실 이용료", 120_000),
];
/// How it was paid, and which of the two kinds it is: a terminal that nobody has connected (미연동), or
/// a note of money that came in (학원수납저장).
const KINDS: &[(&str, &str)] =
    &[("card", "unintegrated"), ("cash", "recorded_payment"), ("transfer", "recorded_payment")];

/// Brings the academy's own lists into the book: what it recorded, and its bills over AllTalkPay.
pub(super) async fn fill_recorded(desk: &Desk) -> Result<(), DemoError> {
    let Some(connection) = connection_to_fill(desk, Channel::Recorded).await? else {
        return Ok(());
    };
    for file in [file(desk.now()), alltalkpay::file(desk.now())] {
        import_text(desk, &file, &merchant_id(MERCHANT)).await?;
    }
    filled(desk, connection).await
}

fn file(now: Timestamp) -> String {
    const HEADER: &str = "payment_id,order_name,amount_won,method,recorded_as,paid_at,customer_name,customer_phone\n";
    let rows = (1..=PAYMENTS).map(|number| {
        let (course, won) = turn(COURSES, number);
        let (method, kind) = turn(KINDS, number);
        let (payer, phone) = turn(&DEMO_PAYERS, number);
        let paid_at = now.plus_seconds(-number * APART).to_rfc3339();
        format!("recorded-{number:03},{course},{won},{method},{kind},{paid_at},{payer},{phone}\n")
    });
    HEADER.to_owned() + &rows.collect::<String>()
}

/// The `number`th of a list that goes round.
fn turn<T: Copy>(list: &[T], number: i64) -> T {
    let length = i64::try_from(list.len()).expect("a short list");
    list[usize::try_from(number.rem_euclid(length)).expect("below the length")]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_kinds_come_in_by_the_same_file() {
        let file = file(Timestamp(0));
        assert_eq!(file.lines().count(), 61);
        assert!(file.contains(",card,unintegrated,") && file.contains(",cash,recorded_payment,"));
    }
}

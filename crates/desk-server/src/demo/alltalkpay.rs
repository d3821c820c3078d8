//! What the demo's academy asked for over AllTalkPay (올톡페이). It has no API, so the bills are the academy's
//! own list, and whether one was paid is what staff saw in the manager site.

use desk_domain::Timestamp;

use super::SECONDS_PER_DAY;

/// So far apart were they sent, in seconds.
const APART: i64 = 2 * SECONDS_PER_DAY;
/// Some ten minutes go by between a bill and its payment, in seconds.
const UNTIL_PAID: i64 = 10 * 60;
/// Who was billed, by phone, for what, the price in won, and the approval number of what was paid.
const BILLS: &[(&str, &str, &str, i64, Option<&str>)] = &[
    ("탁하윤", "01077120001", "미술 정규반", 180_000, None),
    ("탁하윤", "01077120001", "미술 재료비", 35_000, Some("50110001")),
    ("견도현", "01077120002", "바둑 정규반", 150_000, Some("50110002")),
    ("빈채원", "01077120003", "미술 정규반", 180_000, Some("50110003")),
    ("빈채원", "01077120003", "미술 재료비", 35_000, None),
    ("견도현", "01077120002", "바둑 대회 참가비", 60_000, Some("50110004")),
];

/// Paid ones and ones that wait, the latest first.
pub(super) fn file(now: Timestamp) -> String {
    const HEADER: &str = "channel,method,payment_id,order_name,amount_won,requested_at,paid_at,\
         approval_number,customer_name,customer_phone\n";
    let rows = (1..).zip(BILLS).map(|(number, &(name, phone, order, won, approval))| {
        let sent_at = now.plus_seconds(-number * APART);
        let paid_at = approval.map(|_| sent_at.plus_seconds(UNTIL_PAID).to_rfc3339());
        let (paid_at, approval) = (paid_at.unwrap_or_default(), approval.unwrap_or_default());
        let sent_at = sent_at.to_rfc3339();
        format!(
            "alltalkpay,message,alltalk-{number:03},{order},{won},{sent_at},{paid_at},{approval},{name},{phone}\n"
        )
    });
    HEADER.to_owned() + &rows.collect::<String>()
}

//! A manager who was asked for help looks into the PG's own records, and signs what they show.

use desk_domain::Timestamp;
use desk_simulation::{HARNESS, Violation};
use serde_json::{Value, json};

use crate::client::Browser;
use crate::shop::Shop;

const TAKEN: &str = "a manager's signature ends a doubt";
const WORDS: &str = "PG 관리자 화면에서 직접 확인했어요";
const MICROS: i64 = 1_000_000;

/// Every cancel that no read can prove, in the follow-up of its payment. Only while nothing is on the way:
/// what the vendors' ledgers show then is the end of it.
pub(crate) async fn sign_what_is_in_doubt(shop: &Shop) -> Result<(), Violation> {
    if !shop.book.has_doubts().await? {
        return Ok(());
    }
    let sight = shop.book.look(shop.vendors).await?;
    let today = Timestamp(shop.vendors.now_seconds().await? * MICROS).kst_date();
    let mut manager = Browser::new(shop.port, "manager");
    for row in sight.cancellations.iter().filter(|one| one.is_in_doubt()) {
        let finding = match sight.was_carried_out(row) {
            Some(true) => {
                json!({ "outcome": "cancelled", "on": today, "amount_won": row.amount_won })
            }
            Some(false) => json!({ "outcome": "not_cancelled" }),
            None => return Err(Violation::of(HARNESS, format!("nobody to ask about {row:?}"))),
        };
        sign(&mut manager, &row.payment_id, &finding).await?;
    }
    Ok(())
}

async fn sign(manager: &mut Browser, payment: &str, finding: &Value) -> Result<(), Violation> {
    let shown = manager.insist("GET", &format!("/api/payments/{payment}"), None).await?;
    let Some(duty) = shown.body["follow_up"]["id"].as_str() else {
        return Err(Violation::of("a doubt is somebody's duty", format!("{shown:?}")));
    };
    let body = json!({ "proof": "signed_note", "evidence": WORDS, "finding": finding });
    let path = format!("/api/follow-ups/{duty}/close");
    let answer = manager.insist("POST", &path, Some(&body)).await?;
    // A read may have been faster.
    let is_over = answer.is_success() || answer.code() == "follow_up_closed";
    if is_over { Ok(()) } else { Err(Violation::of(TAKEN, format!("{finding}: {answer:?}"))) }
}

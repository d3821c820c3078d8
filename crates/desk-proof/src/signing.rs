//! A manager who was asked for help looks into the PG's own records, and signs what they show.

use desk_domain::Timestamp;
use desk_simulation::{CancellationSeen, HARNESS, Violation, signature};
use serde_json::Value;

use crate::client::Browser;
use crate::shop::Shop;

const TAKEN: &str = "a manager's signature ends a doubt";
const MICROS: i64 = 1_000_000;

/// Every cancel that no read can prove, in the follow-up of its payment. Only while nothing is on the way:
/// what the vendors' ledgers show then is the end of it.
pub(crate) async fn sign_what_is_in_doubt(shop: &Shop) -> Result<(), Violation> {
    if !shop.book.read().await?.cancellations.iter().any(CancellationSeen::is_in_doubt) {
        return Ok(());
    }
    let sight = shop.look().await?;
    let today = Timestamp(shop.vendors.now_seconds().await? * MICROS).kst_date();
    let mut manager = Browser::new(shop.port, "manager");
    for row in sight.cancellations.iter().filter(|one| one.is_in_doubt()) {
        let Some(duty) = sight.duty_of(&row.payment_id) else {
            return Err(Violation::of("a doubt is somebody's duty", format!("{row:?}")));
        };
        let Some(body) = signature(&sight, row, duty, today) else {
            return Err(Violation::of(HARNESS, format!("nobody to ask about {row:?}")));
        };
        sign(&mut manager, &duty.id, &body).await?;
    }
    Ok(())
}

async fn sign(manager: &mut Browser, duty: &str, body: &Value) -> Result<(), Violation> {
    let path = format!("/api/follow-ups/{duty}/close");
    let answer = manager.insist("POST", &path, Some(body)).await?;
    // A read may have been faster, or the same signature, of which the answer was lost.
    let is_over =
        answer.is_success() || ["follow_up_closed", "follow_up_changed"].contains(&answer.code());
    if is_over { Ok(()) } else { Err(Violation::of(TAKEN, format!("{body}: {answer:?}"))) }
}

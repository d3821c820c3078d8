//! Cancelled money is asked for again: what the people of a round do with bills.

use desk_simulation::Violation;
use rand::Rng as _;
use rand::seq::IndexedRandom as _;
use serde_json::{Value, json};

use crate::clicking::Person;

const PARTS_WON: [i64; 2] = [10_000, 20_000];
/// A day on which somebody may have paid in cash: before any round.
const PAID_ON: &str = "2026-01-05";

impl Person {
    /// Asks again for what this person has cancelled of a payment, and sends the bill, or does something with
    /// an older one.
    pub(crate) async fn bill(&mut self) -> Result<(), Violation> {
        let Some(path) = self.cancelled_payment() else { return Ok(()) };
        let mut shown = self.browser.insist("GET", &path, None).await?;
        let rebill = shown.body["rebill"].take();
        let left_won = rebill["rebillable_won"].as_i64().unwrap_or_default();
        if left_won > 0 {
            let part_won = PARTS_WON.choose(&mut self.rng).copied().unwrap_or_default();
            let won = if part_won < left_won { part_won } else { left_won };
            let items = json!([{ "name": "수학 정규반", "amount_won": won }]);
            let body = json!({ "items": items, "customer_name": "김하늘" });
            self.confirm(format!("{path}/rebill"), body).await?;
        }
        let bills = rebill["bills"].as_array().map_or(&[][..], Vec::as_slice);
        let older = bills.choose(&mut self.rng).and_then(|bill| bill["id"].as_str());
        match self.made_last().filter(|_| left_won > 0).or_else(|| older.map(str::to_owned)) {
            Some(bill) => self.press_bill(&bill).await,
            None => Ok(()),
        }
    }

    async fn press_bill(&mut self, bill: &str) -> Result<(), Violation> {
        let path = |action| format!("/api/bills/{bill}/{action}");
        match self.rng.random_range(0..10) {
            0 => {
                let answer = self.browser.insist("POST", &path("void"), None).await?;
                self.count(&answer);
                Ok(())
            }
            1 => {
                self.confirm(path("record"), json!({ "method": "cash", "paid_on": PAID_ON })).await
            }
            by => self.confirm(path("send"), delivery(by % 3 == 0)).await,
        }
    }
}

fn delivery(by_link: bool) -> Value {
    let delivery = if by_link { "link" } else { "message" };
    json!({ "delivery": delivery, "phone": "010-2222-3333" })
}

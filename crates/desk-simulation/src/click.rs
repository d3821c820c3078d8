//! Clicks in the dialog of a cancel.

use serde_json::{Value, json};

use crate::browser::request;
use crate::keys::{Button, Kept, Sent};
use crate::plan::{Click, Deed, Replica, Vendor};
use crate::stock::PAYER;
use crate::violation::Violation;
use crate::world::World;

impl World {
    pub(crate) async fn prepare(&mut self, click: &Click) -> Result<Sent, Violation> {
        let path = format!("/api/payments/{}/cancellations", self.payment(click.payment).id);
        let button = Button::Cancel(click.deed);
        let key = format!("key-of-{}-{:08}", click.person.login(), click.key);
        let kept = match self.keys.open_dialog(&key, &path, button) {
            Some(kept) => kept,
            None => Kept::new(click.person, path, button, self.body_of(click).await?),
        };
        self.press(click.replica, key, kept).await
    }

    pub(crate) async fn step_up(&mut self, replica: Replica, cookie: &str) {
        let body = json!({ "password": crate::template::PASSWORD });
        let request = request("/api/session/step-up", Some(cookie), &[], Some(&body));
        self.ask(replica, request).await;
    }

    /// What the dialog sends: it shows the balance of this moment.
    async fn body_of(&self, click: &Click) -> Result<Value, Violation> {
        let stocked = self.payment(click.payment);
        let row = self.replicas[click.replica].desk.store.payment(&stocked.id).await?;
        let left_won = row.map_or(0, |row| row.payment.cancellable().0);
        let (kind, amount_won) = match click.deed {
            Deed::Full => ("full", left_won),
            Deed::Part { won } => ("partial", won),
            Deed::Force => ("force", left_won),
        };
        let mut body = json!({
            "kind": kind,
            "amount_won": amount_won,
            "reason_code": "customer_request",
            "expected_cancellable_won": left_won,
        });
        let is_account = [Vendor::PortOneAccount, Vendor::BootpayAccount].contains(&stocked.vendor);
        if is_account && click.deed != Deed::Force {
            body["refund_account"] = json!({
                "bank": "KOOKMIN", "number": "123-456-789012", "holder_name": PAYER,
            });
            // The first generation names no customer.
            body["holder_differs_confirmed"] = json!(true);
        }
        if stocked.vendor == Vendor::Terminal
            && click.deed != Deed::Force
            && let Some(shop) = &self.shop
        {
            body["terminal_id"] = json!(shop.terminal);
        }
        Ok(body)
    }
}

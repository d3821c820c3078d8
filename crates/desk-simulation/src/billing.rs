//! Cancelled money is asked for again: clicks on bills, and what befalls these at their vendor.

use desk_simulator::payssam::{Source, Tender};
use desk_simulator::{Fault, Scope};
use serde_json::{Value, json};
use sqlx::Row as _;

use crate::keys::{Button, Kept, Sent};
use crate::plan::{Bill, BillClick, BillDeed, Billing, Errand, Unkeyed};
use crate::violation::Violation;
use crate::world::World;

/// A bill as the screens address it.
struct Addressed {
    id: String,
    number: Option<String>,
}

impl World {
    pub(crate) async fn bill(&mut self, billing: &Billing) -> Result<(), Violation> {
        match billing {
            Billing::Click(click) => self.press_at_once(std::slice::from_ref(click)).await,
            Billing::Race(clicks) => self.press_at_once(clicks).await,
            Billing::Vanish(click, turns) => {
                let Some(sent) = self.prepare_bill(click).await? else { return Ok(()) };
                self.vanish(sent, *turns).await;
                Ok(())
            }
            Billing::Void { replica, bill } => {
                let deed = Unkeyed::Void { bill: *bill };
                self.run_errand(Errand { replica: *replica, deed }).await
            }
            Billing::Fault(kind) => {
                self.vendors.arm(Fault { scope: Scope::Send, ..Fault::next_cancel(*kind) });
                Ok(())
            }
            Billing::Delay(what) => {
                self.wire.delay_bill(*what);
                Ok(())
            }
            Billing::Paid { bill } => {
                // What the vendor refuses to do does not happen.
                if let Some(number) = self.number_of(*bill).await? {
                    let _ = self.vendors.pay_bill(&number, &Tender::default());
                }
                Ok(())
            }
            Billing::VoidedOutside { bill } => {
                if let Some(number) = self.number_of(*bill).await? {
                    let _ = self.vendors.void_bill_outside(&number, Source::ManagerSite);
                }
                Ok(())
            }
        }
    }

    async fn press_at_once(&mut self, clicks: &[BillClick]) -> Result<(), Violation> {
        let mut sent = Vec::new();
        for click in clicks {
            sent.extend(self.prepare_bill(click).await?);
        }
        self.race(sent).await
    }

    /// `None` where there is no bill to press a button of.
    async fn prepare_bill(&mut self, click: &BillClick) -> Result<Option<Sent>, Violation> {
        let Some(path) = self.path_of(click.deed).await? else { return Ok(None) };
        let button = Button::Bill(click.deed);
        let key = format!("bill-key-of-{}-{:08}", click.person.login(), click.key);
        if matches!(click.deed, BillDeed::Resend { .. }) {
            self.reminders.insert(key.clone());
        }
        let kept = match self.keys.open_dialog(&key, &path, button) {
            Some(kept) => kept,
            None => Kept::new(click.person, path, button, self.bill_body(click).await?),
        };
        self.press(click.replica, key, kept).await.map(Some)
    }

    async fn path_of(&mut self, deed: BillDeed) -> Result<Option<String>, Violation> {
        let (bill, action) = match deed {
            BillDeed::Rebill { payment, .. } => {
                return Ok(Some(format!("/api/payments/{}/rebill", self.payment(payment).id)));
            }
            BillDeed::Send { bill, .. } => (bill, "send"),
            BillDeed::Resend { bill } => (bill, "resend"),
            BillDeed::Record { bill } => (bill, "record"),
        };
        self.bill_path(bill, action).await
    }

    /// `None` where there is no bill.
    pub(crate) async fn bill_path(
        &mut self,
        bill: Bill,
        action: &str,
    ) -> Result<Option<String>, Violation> {
        let known = self.addressed(bill).await?;
        Ok(known.map(|known| format!("/api/bills/{}/{action}", known.id)))
    }

    /// What the dialogs send: that of a re-bill shows what is left at this moment.
    async fn bill_body(&self, click: &BillClick) -> Result<Value, Violation> {
        Ok(match click.deed {
            BillDeed::Rebill { payment, part_won } => {
                let store = &self.replicas[click.replica].desk.store;
                let row = store.payment(&self.payment(payment).id).await?;
                let left_won = row.map_or(0, |row| row.payment.rebillable().0);
                let won = part_won.unwrap_or(left_won);
                json!({
                    "items": [{ "name": "수학 정규반", "amount_won": won }],
                    "customer_name": "김하늘",
                })
            }
            BillDeed::Send { by_link, .. } => {
                let delivery = if by_link { "link" } else { "message" };
                json!({ "delivery": delivery, "phone": "010-2222-3333" })
            }
            BillDeed::Resend { .. } => Value::Null,
            BillDeed::Record { .. } => {
                json!({ "method": "cash", "paid_on": self.now().kst_date() })
            }
        })
    }

    async fn number_of(&mut self, bill: Bill) -> Result<Option<String>, Violation> {
        Ok(self.addressed(bill).await?.and_then(|known| known.number))
    }

    async fn addressed(&mut self, bill: Bill) -> Result<Option<Addressed>, Violation> {
        let statement = "SELECT id, bill_number FROM bills WHERE created_by IS NOT NULL \
             ORDER BY created_at, id";
        let rows = sqlx::query(statement).fetch_all(&mut self.book).await?;
        let Some(at) = bill.checked_rem(rows.len()) else { return Ok(None) };
        let (id, number) = (rows[at].try_get("id")?, rows[at].try_get("bill_number")?);
        Ok(Some(Addressed { id, number }))
    }
}

//! What the demo's academy has asked for again: a bill in every state, so that the chain of a re-bill can
//! be read before anybody clicks. All of it goes the way of a person's clicks, with keys that are fixed:
//! a second start finds them used and leaves everything as it is.

use desk_api::{BillItem, CreateRebill, RecordBill, SendBill};
use desk_domain::bill::{Bill, BillDelivery};
use desk_domain::payment::{Channel, Method};
use desk_store::OutsideCancellations;
use serde_json::{Value, json};

use super::control::act;
use super::{DemoError, SECONDS_PER_DAY, facts};
use crate::desk::{Connection, Desk};
use crate::limits::STEP_UP_SECONDS;
use crate::session::Person;
use crate::usecases::IntentKey;
use crate::usecases::bills::{Written, rebill_payment, record_bill, send_bill, void_bill};
use crate::usecases::refresh_payment::{Reader, read_and_book};
use crate::workers::send_bill::send_bill as send_to_vendor;

/// How far a bill has come.
#[derive(Clone, Copy, Debug)]
enum Ending {
    Unsent,
    /// The vendor has it, the answer was lost, and reading does not help either.
    Unanswered,
    Waiting,
    Recorded,
    /// Paid by its link and cancelled again, at the manager site.
    CancelledAgain,
    Void,
}

/// The cancelled payments that are billed again, by channel and the vendor's id.
const REBILLED: [(Channel, &str, Ending); 6] = [
    (Channel::Payssam, "demoTestCancelled", Ending::Void),
    (Channel::Portone, "demo-card-cancelled", Ending::CancelledAgain),
    (Channel::Payssam, "demoReceiptLeft", Ending::Recorded),
    (Channel::Portone, "demo-ksnet-nine", Ending::Unanswered),
    (Channel::Portone, "demo-card-partial-cancelled", Ending::Waiting),
    (Channel::Payssam, "demoCancelled", Ending::Unsent),
];

const DAYS_TO_PAY: i64 = 7;
const MESSAGE: &str = "수강을 이어 가시면 이 링크로 결제해 주세요.";
/// More reads than any demo lasts.
const EVERY_READ: u32 = 1_000_000;

/// Where a desk sends no bills there are none.
pub(super) async fn fill_bills(desk: &Desk, control_port: u16) -> Result<(), DemoError> {
    let payssam = desk.connections().find(|one| one.bills().is_some());
    let staff = desk.store.staff_by_login(facts::FORCING_LOGIN).await?;
    let (Some(payssam), Some(staff)) = (payssam, staff) else { return Ok(()) };
    let person = Person::new(staff, desk.now().plus_seconds(STEP_UP_SECONDS), None)?;
    let academy = Academy { desk, control_port, payssam, person };
    for (channel, id, ending) in REBILLED {
        if let Some(bill) = academy.rebill(channel, id).await? {
            academy.bring(&bill, ending).await?;
        }
    }
    Ok(())
}

struct Academy<'a> {
    desk: &'a Desk,
    control_port: u16,
    payssam: &'a Connection,
    person: Person,
}

impl Academy<'_> {
    /// All that was cancelled of a payment; nothing where that was done before, here or by a click.
    async fn rebill(&self, channel: Channel, id: &str) -> Result<Option<Bill>, DemoError> {
        let desk = self.desk;
        let Some(connection) = desk.connections().find(|one| one.channel == channel) else {
            return Ok(None);
        };
        let Some(row) = desk.store.payment_at_gateway(&connection.place(id)).await? else {
            return Ok(None);
        };
        let payment = row.payment;
        let amount_won = payment.rebillable();
        let key = key("rebill", id)?;
        let known = desk.store.bill_of_key(&self.person.staff.id, key.as_str()).await?;
        if known.is_some() || !amount_won.is_positive() {
            return Ok(None);
        }
        let item = BillItem { name: payment.order_name.clone(), amount_won };
        let wish = CreateRebill { items: vec![item], customer_name: None, customer_phone: None };
        let made = rebill_payment(desk, &self.person, payment.id.as_str(), &key, wish).await?;
        Ok(match made {
            Written::Created(row) => Some(row.bill),
            Written::Repeated(_) => None,
        })
    }

    async fn bring(&self, bill: &Bill, ending: Ending) -> Result<(), DemoError> {
        match ending {
            Ending::Unsent => {}
            Ending::Void => {
                void_bill(self.desk, &self.person, bill.id.as_str()).await?;
            }
            Ending::Recorded => self.record(bill).await?,
            Ending::Waiting => {
                self.send(bill).await?;
                send_to_vendor(self.desk, &bill.id, 0).await?;
            }
            Ending::Unanswered => {
                let number = self.send(bill).await?;
                self.lose_answers(&number).await?;
            }
            Ending::CancelledAgain => {
                let number = self.send(bill).await?;
                send_to_vendor(self.desk, &bill.id, 0).await?;
                for deed in ["pay", "cancel"] {
                    self.at_vendor(&format!("/api/payssam/bills/{number}/{deed}"), &json!({}))
                        .await?;
                    self.look(&number).await?;
                }
            }
        }
        Ok(())
    }

    /// The click alone; answers with the number that the bill goes under.
    async fn send(&self, bill: &Bill) -> Result<String, DemoError> {
        let last_day = self.desk.now().plus_seconds(DAYS_TO_PAY * SECONDS_PER_DAY).kst_date();
        let wish = SendBill {
            delivery: BillDelivery::Message,
            phone: None,
            message: Some(MESSAGE.to_owned()),
            last_day: Some(last_day),
        };
        let key = key("send", bill.id.as_str())?;
        let sending = send_bill(self.desk, &self.person, bill.id.as_str(), &key, wish).await?;
        let number = sending.bill.number.expect("a bill on its way has its number");
        Ok(number.to_string())
    }

    async fn record(&self, bill: &Bill) -> Result<(), DemoError> {
        let wish = RecordBill {
            method: Method::Cash,
            paid_on: self.desk.now().kst_date(),
            note: "창구에서 현금으로 받았어요".to_owned(),
        };
        let key = key("record", bill.id.as_str())?;
        record_bill(self.desk, &self.person, bill.id.as_str(), &key, wish).await?;
        Ok(())
    }

    async fn lose_answers(&self, number: &str) -> Result<(), DemoError> {
        let first = json!({ "kind": "drop_after", "paymentId": number, "scope": "any" });
        let reads = json!({
            "kind": "http_503", "paymentId": number, "scope": "read", "calls": EVERY_READ,
        });
        for fault in [first, reads] {
            self.at_vendor("/api/faults", &fault).await?;
        }
        Ok(())
    }

    /// As staff does with 지금 확인.
    async fn look(&self, number: &str) -> Result<(), DemoError> {
        let actor = self.person.staff.id.as_str();
        let reader = Reader { actor, outside: OutsideCancellations::Adopt, ..Reader::DESK_ONCE };
        read_and_book(self.desk, self.payssam, number, reader).await?;
        Ok(())
    }

    async fn at_vendor(&self, path: &str, body: &Value) -> Result<(), DemoError> {
        let port = self.control_port;
        act(port, path, body).await.map(drop).ok_or(DemoError::NoControlPage(port))
    }
}

/// The key of one click of the demo's past.
fn key(deed: &str, about: &str) -> Result<IntentKey, DemoError> {
    Ok(IntentKey::parse(Some(&format!("demo-past-{deed}-{about}")))?)
}

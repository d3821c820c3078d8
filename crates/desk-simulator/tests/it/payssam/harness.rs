//! A partner of PaySsam: its credentials, and hashes computed apart from the simulator's code.

use desk_simulator::payssam::{BillState, Blueprint, DEMO_API_KEY, DEMO_MEMBER, DEMO_MERCHANT};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::harness::{Answer, Desk};

/// SHA-256 of the text, as lower-case hex.
pub(crate) fn sha256(text: &str) -> String {
    format!("{:x}", Sha256::digest(text))
}

/// A flat body of version 1.
pub(crate) fn v1(fields: Value) -> Value {
    let mut body =
        json!({ "apikey": DEMO_API_KEY, "member": DEMO_MEMBER, "merchant": DEMO_MERCHANT });
    merge(&mut body, fields);
    body
}

/// A body of version 2, its payload in `bill`.
pub(crate) fn v2(bill: Value) -> Value {
    json!({
        "apiKey": DEMO_API_KEY,
        "member": DEMO_MEMBER,
        "merchant": DEMO_MERCHANT,
        "bill": bill,
    })
}

/// What a cancel or void of version 1 names.
pub(crate) fn v1_order(bill_id: &str, price: &str) -> Value {
    let hash = sha256(&format!("{bill_id},{price}"));
    v1(json!({ "bill_id": bill_id, "price": price, "hash": hash }))
}

/// The same of version 2.
pub(crate) fn v2_order(bill_id: &str, price: &str) -> Value {
    let hash = sha256(&format!("{bill_id},{price}"));
    v2(json!({ "billId": bill_id, "price": price, "hash": hash }))
}

/// `changes` over `body`; null removes.
pub(crate) fn merge(body: &mut Value, changes: Value) {
    let Value::Object(changes) = changes else { panic!("changes are an object") };
    for (name, value) in changes {
        match value {
            Value::Null => drop(body.as_object_mut().unwrap().remove(&name)),
            value => body[name] = value,
        }
    }
}

impl Desk {
    /// A call that is answered.
    pub(crate) async fn bill_call(&self, path: &str, body: &Value) -> (u16, Value) {
        self.try_bill_call(path, body).await.unwrap()
    }

    pub(crate) async fn try_bill_call(&self, path: &str, body: &Value) -> Answer {
        let url = format!("http://{}/partner{path}", self.running.payssam);
        self.send(self.request("POST", &url).json(body)).await
    }

    pub(crate) fn bill(&self, id: &str, state: BillState) {
        let plan = Blueprint { state, ..Blueprint::new(id, 45_000) };
        self.running.create_bill(&plan).unwrap();
    }

    /// Won of every refund that really left.
    pub(crate) fn bill_refunds(&self, id: &str) -> Vec<i64> {
        let truth = self.running.bill_truth(id).unwrap();
        truth.refunds.iter().map(|refund| refund.amount_won).collect()
    }

    /// The state as the vendor's own read tells it.
    pub(crate) async fn bill_state(&self, id: &str) -> Value {
        let body = v1(json!({ "bill_id": id }));
        self.bill_call("/if/bill/read", &body).await.1["appr_state"].clone()
    }
}

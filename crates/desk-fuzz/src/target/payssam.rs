//! PaySsam's callback, 승인동기화.

use std::sync::Arc;

use desk_domain::Timestamp;
use desk_domain::payment::Mode;
use desk_gateway::payssam::{
    ApiVersion, BillIndex, IndexUnreadable, KnownBill, PaySsam, PaySsamConfig,
};
use desk_gateway::{Bills as _, Now, Secret, Timeouts};

use super::{Target, Verdict, demand, demand_reference};
use crate::corpus::{documents, texts};

pub(super) const KEY: &str = "0123456789abcdef0123456789abcdef";
pub(super) const BODIES: [&str; 3] = [
    r#"{"apikey":"0123456789abcdef0123456789abcdef","bill_id":"1024","appr_state":"F","appr_num":"12345678","appr_price":"1"}"#,
    r#"{"apiKey":"0123456789abcdef0123456789abcdef","billId":"1024","apprState":"F","apprNum":12345678}"#,
    r#"{"apikey":"0123456789abcdef0123456789abcdef","bill_id":"1024","appr_state":"C"}"#,
];

/// A shop, and another one that has the same vendor.
pub(super) struct Callback {
    ours: PaySsam,
    another: PaySsam,
}

impl Callback {
    pub(super) fn new() -> Self {
        Self { ours: shop(KEY), another: shop("fedcba9876543210fedcba9876543210") }
    }
}

impl Target for Callback {
    fn name(&self) -> &'static str {
        "payssam-callback"
    }

    fn corpus(&self) -> Vec<Vec<u8>> {
        [texts(&BODIES), documents("payssam")].concat()
    }

    fn judge(&mut self, input: &[u8]) -> Result<Verdict, String> {
        let Ok(notice) = self.ours.read_notice(input) else { return Ok(Verdict::Refused) };
        demand_reference("the bill's number", &notice.bill_number)?;
        demand_reference("the notice's id", &notice.id)?;
        demand_reference("the notice's kind", &notice.kind)?;
        let by_another = self.another.read_notice(input);
        demand(by_another.is_err(), || "the key was not looked at".to_owned())?;
        Ok(Verdict::Understood)
    }
}

/// It sends nothing here.
pub(super) fn shop(api_key: &str) -> PaySsam {
    let config = PaySsamConfig {
        base_url: "http://127.0.0.1:9".parse().expect("an address"),
        version: ApiVersion::V2,
        api_key: Secret::new(api_key),
        member: "member".to_owned(),
        store: "merchant".to_owned(),
        mode: Mode::Live,
        timeouts: Timeouts::default(),
    };
    let now = Now::new(|| Timestamp(0));
    PaySsam::new(config, Arc::new(NoBills), now).expect("a client that is not used")
}

#[derive(Debug)]
struct NoBills;

#[async_trait::async_trait]
impl BillIndex for NoBills {
    async fn known(&self, _: &str) -> Result<Option<KnownBill>, IndexUnreadable> {
        Ok(None)
    }
}

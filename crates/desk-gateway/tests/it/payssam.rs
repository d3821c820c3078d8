//! What the tests of PaySsam stand on.

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use desk_domain::payment::{Customer, Mode};
use desk_domain::{Timestamp, Won};
use desk_gateway::payssam::{
    ApiVersion, BillIndex, IndexUnreadable, KnownBill, PaySsam, PaySsamConfig,
};
use desk_gateway::{CancelOrder, Now, Secret, Timeouts};

pub(crate) const KEY: &str = "0123456789abcdef0123456789abcdef";
pub(crate) const NOW: Timestamp = Timestamp(1_795_000_000_000_000);
pub(crate) const BOTH: [ApiVersion; 2] = [ApiVersion::V1, ApiVersion::V2];

/// An index of one bill, `1024` over 45,000 won; or one that cannot be read.
#[derive(Debug)]
pub(crate) enum Index {
    OneBill,
    Unreadable,
}

#[async_trait]
impl BillIndex for Index {
    async fn known(&self, bill_id: &str) -> Result<Option<KnownBill>, IndexUnreadable> {
        let bill = KnownBill {
            customer: Customer::default(),
            product_name: "고2 수학 11월".into(),
            price: Won(45_000),
            tax_free: Won::ZERO,
            sent_at: NOW,
        };
        match self {
            Self::OneBill => Ok((bill_id == "1024").then_some(bill)),
            Self::Unreadable => Err(IndexUnreadable),
        }
    }
}

pub(crate) fn config(address: &str, version: ApiVersion) -> PaySsamConfig {
    PaySsamConfig {
        base_url: address.parse().unwrap(),
        version,
        api_key: Secret::new(KEY),
        member: "hanbit".into(),
        store: "hanbit01".into(),
        mode: Mode::Live,
        timeouts: Timeouts::default(),
    }
}

pub(crate) fn payssam(address: &str, version: ApiVersion) -> PaySsam {
    PaySsam::new(config(address, version), Arc::new(Index::OneBill), Now::new(|| NOW)).unwrap()
}

/// With as little patience as a test of silence needs.
pub(crate) fn impatient(address: &str, version: ApiVersion) -> PaySsam {
    let timeouts = Timeouts { connect: Duration::from_secs(5), answer: Duration::from_millis(500) };
    let config = PaySsamConfig { timeouts, ..config(address, version) };
    PaySsam::new(config, Arc::new(Index::OneBill), Now::new(|| NOW)).unwrap()
}

/// A cancel of the whole of bill `1024`.
pub(crate) fn whole() -> CancelOrder {
    CancelOrder {
        gateway_payment_id: "1024".into(),
        amount: Won(45_000),
        tax_free: None,
        expected_cancellable: Won(45_000),
        reason: "고객 요청".into(),
        reference: "can_00000000000000000000000007".into(),
        key: "key-0123456789abcdef".into(),
        refund_account: None,
        retain_option: None,
    }
}

/// One document of a version by its path, without the ending.
#[track_caller]
pub(crate) fn document(version: ApiVersion, path: &str) -> String {
    let version = match version {
        ApiVersion::V1 => "v1",
        ApiVersion::V2 => "v2",
    };
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/documents/payssam");
    let file = format!("{folder}/{version}/{path}.json");
    std::fs::read_to_string(&file).expect(&file)
}

//! The desk over the real adapters of the other vendors, beside their simulators.

use std::sync::Arc;

use desk_domain::id::ChannelId;
use desk_domain::payment::{Channel, Mode};
use desk_gateway::bootpay::{ApiVersion, Bootpay, BootpayConfig, HookKeys};
use desk_gateway::payssam::{self, PaySsam, PaySsamConfig};
use desk_gateway::{Now, Secret, Timeouts};
use desk_server::booked_bills::BookedBills;
use desk_server::config::merchant_id;
use desk_server::demo::in_process;
use desk_server::desk::{Connection, Hooks};
use desk_simulator::bootpay::{DEMO_APPLICATION_ID, DEMO_PRIVATE_KEY};
use desk_simulator::payssam::{DEMO_API_KEY, DEMO_MEMBER, DEMO_MERCHANT};
use desk_store::JobKind;

use super::Stage;

impl Stage {
    /// A desk with this one channel.
    pub(crate) async fn over_bootpay(api_version: ApiVersion) -> Self {
        let mut stage = Self::new().await;
        let connection = stage.bootpay(api_version);
        stage.restart_with(vec![connection]).await;
        stage
    }

    /// The connection to Bootpay beside the desk.
    pub(crate) fn bootpay(&self, api_version: ApiVersion) -> Connection {
        let application_id = DEMO_APPLICATION_ID.to_owned();
        let private_key = Secret::new(DEMO_PRIVATE_KEY);
        let gateway = Bootpay::new(BootpayConfig {
            base_url: format!("http://{}", self.simulator.bootpay).parse().unwrap(),
            api_version,
            application_id: application_id.clone(),
            private_key: private_key.clone(),
            timeouts: Timeouts::default(),
        });
        Connection {
            id: ChannelId::from_bits(4),
            channel: Channel::Bootpay,
            merchant_id: merchant_id("hanbit"),
            name: "bootpay".into(),
            gateway: Arc::new(gateway.unwrap()),
            hooks: Hooks::Bootpay(HookKeys { api_version, application_id, private_key }),
        }
    }

    /// As [`Self::over_bootpay`]; the book is the index of bills.
    pub(crate) async fn over_payssam(version: payssam::ApiVersion) -> Self {
        let mut stage = Self::new().await;
        let connection = stage.payssam(version);
        stage.restart_with(vec![connection]).await;
        stage
    }

    /// The connection to the vendor of bills beside the desk.
    pub(crate) fn payssam(&self, version: payssam::ApiVersion) -> Connection {
        let (id, merchant) = (ChannelId::from_bits(5), merchant_id("hanbit"));
        let config = PaySsamConfig {
            base_url: format!("http://{}", self.simulator.payssam).parse().unwrap(),
            version,
            api_key: Secret::new(DEMO_API_KEY),
            member: DEMO_MEMBER.into(),
            store: DEMO_MERCHANT.into(),
            mode: Mode::Live,
            timeouts: Timeouts::default(),
        };
        let store = Arc::clone(&self.desk.store);
        let index = BookedBills::new(store, merchant.clone(), id.clone());
        let clock = in_process(self.simulator.clock());
        let gateway = PaySsam::new(config, Arc::new(index), Now::new(move || clock.now()));
        let gateway = Arc::new(gateway.unwrap());
        Connection {
            id,
            channel: Channel::Payssam,
            merchant_id: merchant,
            name: "payssam".into(),
            gateway: Arc::<PaySsam>::clone(&gateway),
            hooks: Hooks::Payssam(gateway),
        }
    }

    /// A worker reads the payment, as after a webhook.
    pub(crate) async fn read(&self, gateway_payment_id: &str) {
        let channel_id = self.desk.connections().next().unwrap().id.clone();
        let gateway_payment_id = gateway_payment_id.to_owned();
        let job = JobKind::RefreshPayment { channel_id, gateway_payment_id };
        self.desk.store.enqueue(&job, self.desk.now()).await.unwrap();
        self.work().await;
    }

    /// Asks for a cancel, lets the withdraw window pass and works it off; the cancellation's id.
    pub(crate) async fn send(&self, payment: &str, key: &str, body: &serde_json::Value) -> String {
        let id = self.id_of(payment).await;
        let asked = self.signed_in("staff").await.cancel(&id, key, body).await.expect(201);
        self.wait(5);
        self.work().await;
        asked["id"].as_str().unwrap().to_owned()
    }

    /// A person presses "지금 확인".
    pub(crate) async fn ask_vendor(&self, payment: &str) -> serde_json::Value {
        let path = format!("/api/payments/{}/refresh", self.id_of(payment).await);
        self.signed_in("staff").await.post(&path, None).await.expect(200)["detail"].clone()
    }
}

//! The vendor's side of a test: a gateway whose reads go as the test says, and the vendor's console.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use desk_domain::Timestamp;
use desk_gateway::{
    CancelOrder, CancelOutcome, Capabilities, Found, Gateway, ListPage, ReadError, VoidOutcome,
};
use serde_json::Value;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::sync::Semaphore;

use super::Stage;

/// How one read of a payment goes.
#[derive(Debug)]
pub(crate) enum Turn {
    /// The vendor is read at once, and the answer is on its way until somebody lets it in.
    Held(Arc<Semaphore>),
    Fails(ReadError),
}

/// The vendor, with turns for its next reads. Afterwards it reads as always.
#[derive(Debug)]
pub(crate) struct Scripted {
    vendor: Arc<dyn Gateway>,
    turns: Mutex<VecDeque<Turn>>,
    reads: Mutex<Vec<String>>,
    lists: Mutex<Vec<(Timestamp, Timestamp)>>,
}

impl Scripted {
    pub(crate) fn of(stage: &Stage, turns: impl IntoIterator<Item = Turn>) -> Arc<Self> {
        Arc::new(Self {
            vendor: stage.real_gateway(),
            turns: Mutex::new(turns.into_iter().collect()),
            reads: Mutex::default(),
            lists: Mutex::default(),
        })
    }

    /// What was read since the last look, in this order.
    pub(crate) fn reads(&self) -> Vec<String> {
        std::mem::take(&mut self.reads.lock().unwrap())
    }

    /// The periods of which a page was asked for since the last look.
    pub(crate) fn lists(&self) -> Vec<(Timestamp, Timestamp)> {
        std::mem::take(&mut self.lists.lock().unwrap())
    }
}

#[async_trait]
impl Gateway for Scripted {
    fn capabilities(&self) -> Capabilities {
        self.vendor.capabilities()
    }

    async fn find(&self, gateway_payment_id: &str) -> Result<Found, ReadError> {
        let turn = self.turns.lock().unwrap().pop_front();
        let found = match &turn {
            Some(Turn::Fails(error)) => Err(error.clone()),
            Some(Turn::Held(_)) | None => self.vendor.find(gateway_payment_id).await,
        };
        self.reads.lock().unwrap().push(gateway_payment_id.to_owned());
        if let Some(Turn::Held(gate)) = turn {
            gate.acquire().await.unwrap().forget();
        }
        found
    }

    async fn list(
        &self,
        from: Timestamp,
        until: Timestamp,
        cursor: Option<&str>,
    ) -> Result<ListPage, ReadError> {
        self.lists.lock().unwrap().push((from, until));
        self.vendor.list(from, until, cursor).await
    }

    async fn cancel(&self, order: &CancelOrder) -> CancelOutcome {
        self.vendor.cancel(order).await
    }

    async fn void(&self, gateway_payment_id: &str, key: &str) -> VoidOutcome {
        self.vendor.void(gateway_payment_id, key).await
    }
}

impl Stage {
    /// Somebody does something to a payment on the vendor's control page.
    pub(crate) async fn at_vendor(&self, payment: &str, deed: &str, body: &Value) {
        self.control_vendor(&format!("payments/{payment}/{deed}"), body).await;
    }

    /// The vendor's own day: whoever listens is told of it.
    pub(crate) async fn control_vendor(&self, what: &str, body: &Value) {
        let mut stream = tokio::net::TcpStream::connect(self.simulator.control).await.unwrap();
        let body = body.to_string();
        let request = format!(
            "POST /api/portone/{what} HTTP/1.0\r\nHost: x\r\n\
             Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        );
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        assert!(answer.starts_with("HTTP/1.0 20"), "{answer}");
    }
}

//! The way between an agent and the desks: the real WebSocket and the desk's real routes, over a line in
//! memory that a step can cut.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use axum::Router;
use desk_agent::road::{Line, Road};
use desk_api::agent::TerminalOutcome;
use hyper::server::conn::http1;
use hyper_util::rt::TokioIo;
use hyper_util::service::TowerToHyperService;
use tokio::io::{copy_bidirectional, duplex};
use tokio::task::AbortHandle;
use tokio_tungstenite::client_async_with_config;
use tokio_tungstenite::tungstenite::Error;
use tokio_tungstenite::tungstenite::handshake::client::Request;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;

use super::overheard::Overheard;
use crate::plan::Replica;

/// On its way in one direction at most, in bytes. A message is far below.
const ON_THE_WAY_BYTES: usize = 64 * 1024;

#[derive(Default)]
pub(crate) struct Lane {
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    desks: BTreeMap<Replica, Router>,
    leads_to: Option<Replica>,
    cable: Option<AbortHandle>,
    told: Vec<(String, TerminalOutcome)>,
    handed: BTreeSet<String>,
    broken: u64,
}

impl Lane {
    pub(crate) fn leads_to(&self) -> Option<Replica> {
        self.lock().leads_to
    }

    pub(crate) fn lead(&self, to: Option<Replica>) {
        self.lock().leads_to = to;
        self.cut();
    }

    /// The desks it leads to hold the lane themselves; whoever ends has to let go of them.
    pub(crate) fn let_go(&self) {
        let desks = std::mem::take(&mut self.lock().desks);
        // Not under the lock: a desk that ends hangs up.
        drop(desks);
    }

    /// Both ends see the line end; what was on it is lost.
    pub(crate) fn cut(&self) {
        let was_up = self.hang_up();
        self.lock().broken += u64::from(was_up);
    }

    /// The same because a desk is gone. False: there was no line.
    fn hang_up(&self) -> bool {
        let cable = self.lock().cable.take();
        cable.is_some_and(|cable| {
            cable.abort();
            true
        })
    }

    /// How often a line that was up was cut.
    pub(crate) fn broken(&self) -> u64 {
        self.lock().broken
    }

    /// A desk has started; it takes the place of another one that has died.
    pub(crate) fn replace(&self, replica: Replica, desk: Router) {
        let mut state = self.lock();
        state.desks.insert(replica, desk);
        let is_on_it = state.leads_to == Some(replica);
        drop(state);
        if is_on_it {
            self.hang_up();
        }
    }

    /// Every end of an order that the agent ever told, in its order.
    pub(crate) fn told(&self) -> Vec<(String, TerminalOutcome)> {
        self.lock().told.clone()
    }

    pub(super) fn hear(&self, service_id: String, outcome: TerminalOutcome) {
        self.lock().told.push((service_id, outcome));
    }

    /// A desk has handed this order over.
    pub(super) fn note_handed(&self, service_id: String) {
        self.lock().handed.insert(service_id);
    }

    /// Orders handed over that nobody waits to see arrive yet.
    pub(super) fn handed(&self) -> BTreeSet<String> {
        self.lock().handed.clone()
    }

    pub(super) fn forget_handed(&self) {
        self.lock().handed.clear();
    }

    fn desk(&self) -> Option<Router> {
        let state = self.lock();
        state.desks.get(&state.leads_to?).cloned()
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// An agent's end of the lane.
#[derive(Debug)]
pub(super) struct End(pub(super) Arc<Lane>);

#[async_trait]
impl Road for End {
    async fn dial(
        &self,
        request: Request,
        limits: WebSocketConfig,
    ) -> Result<Box<dyn Line>, Error> {
        let lane = &self.0;
        let Some(desk) = lane.desk() else {
            return Err(Error::Io(std::io::ErrorKind::ConnectionRefused.into()));
        };
        let (agents, mut near) = duplex(ON_THE_WAY_BYTES);
        let (mut far, desks) = duplex(ON_THE_WAY_BYTES);
        let cable = tokio::spawn(async move {
            // Ends with either end, or when it is cut.
            let _ = copy_bidirectional(&mut near, &mut far).await;
        });
        lane.lock().cable = Some(cable.abort_handle());
        // The desk's clock is not this machine's.
        let connection = http1::Builder::new()
            .auto_date_header(false)
            .serve_connection(TokioIo::new(desks), TowerToHyperService::new(desk))
            .with_upgrades();
        tokio::spawn(async move {
            let _until_it_ends = connection.await;
        });
        let (socket, _welcome) = client_async_with_config(request, agents, Some(limits)).await?;
        Ok(Box::new(Overheard::new(socket, Arc::clone(lane))))
    }
}

impl fmt::Debug for Lane {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Lane").field("leads_to", &self.leads_to()).finish_non_exhaustive()
    }
}

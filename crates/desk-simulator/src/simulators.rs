//! Starting and stopping all simulators together.

mod payssam_side;
mod portone_side;

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::routing::any;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::bootpay::{self, Backstage};
use crate::clock::DemoClock;
use crate::config::Config;
use crate::control::{self, Truth};
use crate::faults::{Fault, FaultKind};
use crate::journal::JournalError;
use crate::net;
use crate::payssam;
use crate::portone::blueprint::Blueprint;
use crate::portone::errors::ApiError;
use crate::portone::exchange;
use crate::van;
use crate::world::{Pumped, World};

const PORTONE_OFFSET: u16 = 1;
const BOOTPAY_OFFSET: u16 = 2;
const PAYSSAM_OFFSET: u16 = 3;
const VAN_OFFSET: u16 = 4;
const CONTROL_OFFSET: u16 = 9;

#[derive(Debug, thiserror::Error)]
pub enum SimulatorError {
    #[error("{address} cannot be bound")]
    Bind { address: SocketAddr, source: std::io::Error },
    #[error(transparent)]
    Journal(#[from] JournalError),
    #[error("the webhook secret is not base64")]
    Secret(#[source] base64::DecodeError),
    #[error("the webhook sender could not be made")]
    Sender(#[source] reqwest::Error),
}

#[derive(Debug)]
pub struct Simulators;

/// Simulators that are listening; dropping this stops them.
#[derive(Debug)]
pub struct Running {
    pub portone: SocketAddr,
    /// V1 at its root, V2 below `/v2`.
    pub bootpay: SocketAddr,
    pub payssam: SocketAddr,
    /// The card terminal: its driver below `/v1`, its page at the root.
    pub van: SocketAddr,
    pub control: SocketAddr,
    world: Arc<World>,
    stop: watch::Sender<bool>,
    tasks: Vec<JoinHandle<()>>,
}

impl Simulators {
    /// Opens the state, binds the listeners and returns at once.
    pub async fn start(config: Config) -> Result<Running, SimulatorError> {
        let world = Arc::new(World::open(&config)?);
        let at = |offset| SocketAddr::new(config.host, config.ports.at(offset));
        let (portone_listener, portone) = bind(at(PORTONE_OFFSET)).await?;
        let (bootpay_listener, bootpay) = bind(at(BOOTPAY_OFFSET)).await?;
        let (payssam_listener, payssam) = bind(at(PAYSSAM_OFFSET)).await?;
        let (van_listener, van) = bind(at(VAN_OFFSET)).await?;
        let (control_listener, control) = bind(at(CONTROL_OFFSET)).await?;
        let portone_app =
            Router::new().fallback(any(exchange::handle)).with_state(Arc::clone(&world));
        let bootpay_app =
            Router::new().fallback(any(bootpay::exchange::handle)).with_state(Arc::clone(&world));
        let payssam_app =
            Router::new().fallback(any(payssam::exchange::handle)).with_state(Arc::clone(&world));
        let van_app = van::exchange::router(Arc::clone(&world));
        let control_app = control::router(Arc::clone(&world), portone, bootpay, payssam, van);

        let (stop, stopped) = watch::channel(false);
        let mut tasks = vec![
            tokio::spawn(net::serve(portone_listener, portone_app, stopped.clone())),
            tokio::spawn(net::serve(bootpay_listener, bootpay_app, stopped.clone())),
            tokio::spawn(net::serve(payssam_listener, payssam_app, stopped.clone())),
            tokio::spawn(net::serve(van_listener, van_app, stopped.clone())),
            tokio::spawn(net::serve(control_listener, control_app, stopped.clone())),
        ];
        if let Some(every) = config.pump_every {
            tasks.push(tokio::spawn(pump_on(Arc::clone(&world), every, stopped)));
        }
        tracing::info!(%portone, %bootpay, %payssam, %van, %control, "simulators are listening");
        Ok(Running { portone, bootpay, payssam, van, control, world, stop, tasks })
    }
}

impl Running {
    /// The clock the vendors live by; the control page can move it.
    pub fn clock(&self) -> Arc<DemoClock> {
        Arc::clone(self.world.clock())
    }

    /// Where webhooks go from now on.
    pub fn set_webhook_target(&self, url: impl Into<String>) {
        self.world.act(|state, _| state.outbox.target = Some(url.into()));
    }

    /// Puts a payment into the vendor's book and returns its id.
    pub fn create_payment(&self, blueprint: &Blueprint) -> Result<String, ApiError> {
        self.world.act(|state, now| control::create_payment(state, blueprint, now))
    }

    /// Bootpay's own side: its admin, the PG's, the truth about the money.
    pub fn at_bootpay(&self) -> Backstage<'_> {
        Backstage::of(&self.world)
    }

    /// The person before the card terminal, and the VAN behind it.
    pub fn at_van(&self) -> van::Backstage<'_> {
        van::Backstage::of(&self.world)
    }

    pub fn arm(&self, fault: Fault) {
        self.world.act(|state, _| state.faults.arm(fault));
    }

    /// How often each fault has struck.
    #[must_use]
    pub fn struck(&self) -> BTreeMap<FaultKind, u64> {
        self.world.act(|state, _| state.faults.struck().clone())
    }

    /// Faults that have not struck yet never will.
    pub fn clear_faults(&self) {
        self.world.act(|state, _| state.faults.clear());
    }

    /// PortOne hears of what the PG executed with its answer lost ([`crate::FaultKind::PgAnswerLost`]).
    pub fn learn(&self, payment_id: &str) -> Result<(), ApiError> {
        self.world.act(|state, now| control::learn(state, payment_id, now))
    }

    /// The vendor's own knowledge of a payment, refunds that PortOne never saw included.
    pub fn truth(&self, payment_id: &str) -> Option<Truth> {
        self.world.act(|state, _| control::truth(state, payment_id))
    }

    /// Settles what is due and sends what is due, once.
    pub async fn pump(&self) -> Pumped {
        self.world.pump().await
    }

    /// Stops listening and waits until every connection is closed.
    pub async fn shut_down(mut self) {
        self.stop.send_replace(true);
        for task in std::mem::take(&mut self.tasks) {
            // A task that panicked has stopped as well.
            let _ = task.await;
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.stop.send_replace(true);
        self.tasks.iter().for_each(JoinHandle::abort);
    }
}

async fn bind(address: SocketAddr) -> Result<(TcpListener, SocketAddr), SimulatorError> {
    let failed = |source| SimulatorError::Bind { address, source };
    let listener = TcpListener::bind(address).await.map_err(failed)?;
    let bound = listener.local_addr().map_err(failed)?;
    Ok((listener, bound))
}

/// The background pump: after every change, and every so often for what has become due.
async fn pump_on(world: Arc<World>, every: std::time::Duration, mut stop: watch::Receiver<bool>) {
    loop {
        tokio::select! {
            _ = stop.wait_for(|stopped| *stopped) => return,
            () = world.changed() => {}
            () = tokio::time::sleep(every) => {}
        }
        world.pump().await;
    }
}

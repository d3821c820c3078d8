//! `serve`: the desk itself, until it is told to stop.

use std::sync::Arc;

use tokio::net::TcpListener;

use super::Failure;
use super::opening::open_desk;
use super::terminal::{say, start_log};
use crate::clock::SystemClock;
use crate::config::{Config, Options};
use crate::desk::{Desk, Hooks};
use crate::limits::SHUTDOWN_GRACE;
use crate::serving::serve as serve_connections;
use crate::workers;

pub(super) async fn serve(options: Options) -> Result<(), Failure> {
    start_log("info");
    let config = Config::load(options)?;
    let desk = open_desk(&config, Arc::new(SystemClock), false).await?;
    let listener = TcpListener::bind(config.bind).await?;
    say(&format!("Cancel Desk listens on {}", listener.local_addr()?));
    let is_called = |hooks: &Hooks| !matches!(hooks, Hooks::Nobody);
    for connection in desk.connections().filter(|connection| is_called(&connection.hooks)) {
        let (name, id, vendor) = (&connection.name, &connection.id, connection.channel);
        say(&format!("webhooks of {name}: {}/hooks/{vendor}/{id}", config.public_origin));
    }
    if let Some(bind) = config.metrics_bind {
        let listener = TcpListener::bind(bind).await?;
        say(&format!("metrics on http://{}/metrics", listener.local_addr()?));
        let metrics = crate::routes::metrics(&desk);
        tokio::spawn(async move { axum::serve(listener, metrics).await });
    }
    run(desk, listener).await
}

/// Serves and works until Ctrl-C or SIGTERM; then takes no more, and waits for calls to vendors to
/// end and be written down. A second signal does not wait: the rows know how to go on.
pub(super) async fn run(desk: Arc<Desk>, listener: TcpListener) -> Result<(), Failure> {
    let work = tokio::spawn(workers::run(Arc::clone(&desk)));
    let stopping = Arc::clone(&desk);
    tokio::spawn(async move {
        signal().await;
        tracing::info!("stopping; a second signal does not wait");
        stopping.stop();
    });
    let orderly = async {
        serve_connections(&desk, listener).await;
        // A panic in it was logged; there is nothing left to wait for.
        let _ = work.await;
    };
    tokio::select! {
        () = orderly => {}
        () = overdue(&desk) => tracing::warn!("somebody is not waited for any longer"),
        () = second_signal(&desk) => {}
    }
    Ok(())
}

/// Also for a browser that does not take its answer.
async fn overdue(desk: &Desk) {
    let mut stopping = desk.stopping();
    // Fails only when the desk is gone, and then nobody waits here.
    let _ = stopping.wait_for(|stopping| *stopping).await;
    tokio::time::sleep(SHUTDOWN_GRACE).await;
}

async fn second_signal(desk: &Desk) {
    let mut stopping = desk.stopping();
    // Fails only when the desk is gone, and then nobody waits here.
    let _ = stopping.wait_for(|stopping| *stopping).await;
    signal().await;
}

pub(super) async fn signal() {
    let interrupt = async {
        if let Err(error) = tokio::signal::ctrl_c().await {
            tracing::error!(%error, "Ctrl-C cannot be heard");
            std::future::pending::<()>().await;
        }
    };
    tokio::select! {
        () = interrupt => {}
        () = terminate() => {}
    }
}

#[cfg(unix)]
async fn terminate() {
    use tokio::signal::unix::{SignalKind, signal};
    match signal(SignalKind::terminate()) {
        Ok(mut signals) => drop(signals.recv().await),
        Err(_) => std::future::pending().await,
    }
}

#[cfg(not(unix))]
async fn terminate() {
    std::future::pending().await
}

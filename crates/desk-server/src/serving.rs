//! The accept loop. A layer below `axum::serve`, which would wait for ever for the head of a request, and
//! would hold any number of connections.
//!
//! What is refused here is refused before a route can say why: hyper answers a head that is too large
//! with a bare 431, and a connection that says nothing is closed. The edge has tighter limits, with words.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{ConnectInfo, Request};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc};
use tower::ServiceExt as _;

use crate::app::app;
use crate::desk::Desk;
use crate::limits::{ACCEPT_NAP, CONNECTION_BUFFER_BYTES, CONNECTION_HEADERS_MAX};

/// Serves until the desk stops; then takes no more, and returns when every request is answered.
pub async fn serve(desk: &Arc<Desk>, listener: TcpListener) {
    let (app, mut stopping) = (app(desk), desk.stopping());
    let turns = Arc::new(Semaphore::new(desk.settings.room.connections));
    // Every connection holds one end: the other learns when the last is gone.
    let (open, mut all_gone) = mpsc::channel::<Infallible>(1);
    loop {
        let accepted = tokio::select! {
            _ = stopping.wait_for(|stopping| *stopping) => break,
            accepted = accept(&listener, &turns) => accepted,
        };
        let (stream, peer, turn) = accepted;
        let (app, open, desk) = (app.clone(), open.clone(), Arc::clone(desk));
        tokio::spawn(async move {
            let _held = (turn, open);
            talk(stream, peer, app, &desk).await;
        });
    }
    drop(open);
    drop(listener);
    all_gone.recv().await;
}

/// The next connection, once there is room for it: the rest wait in the system's own queue.
async fn accept(
    listener: &TcpListener,
    turns: &Arc<Semaphore>,
) -> (TcpStream, SocketAddr, OwnedSemaphorePermit) {
    loop {
        let turn = Arc::clone(turns).acquire_owned().await.expect("nobody closes the turns");
        match listener.accept().await {
            Ok((stream, peer)) => return (stream, peer, turn),
            Err(error) => {
                // Out of files, most likely: some have to be closed first.
                tracing::warn!(%error, "a connection could not be taken");
                tokio::time::sleep(ACCEPT_NAP).await;
            }
        }
    }
}

async fn talk(stream: TcpStream, peer: SocketAddr, app: Router, desk: &Desk) {
    let mut stopping = desk.stopping();
    let answer = service_fn(move |request: hyper::Request<Incoming>| {
        let mut request: Request = request.map(Body::new);
        request.extensions_mut().insert(ConnectInfo(peer));
        app.clone().oneshot(request)
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(desk.settings.head_patience)
        .max_headers(CONNECTION_HEADERS_MAX)
        .max_buf_size(CONNECTION_BUFFER_BYTES)
        .serve_connection(TokioIo::new(stream), answer)
        .with_upgrades();
    let mut connection = pin!(connection);
    tokio::select! {
        ended = connection.as_mut() => return tell(ended),
        _ = stopping.wait_for(|stopping| *stopping) => connection.as_mut().graceful_shutdown(),
    }
    tell(connection.await);
}

/// A browser that goes away is nobody's fault.
fn tell(ended: Result<(), hyper::Error>) {
    if let Err(error) = ended {
        tracing::debug!(%error, "a connection ended early");
    }
}

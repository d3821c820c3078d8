//! The accept loop. A layer below `axum::serve`, because a fault must be able to close a
//! connection without any answer.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::http::header;
use axum::response::Response;
use hyper::body::{Frame, Incoming};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tower::ServiceExt;

/// Put on a response that must never be sent: its connection is closed instead.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CutConnection;

#[derive(Debug, thiserror::Error)]
#[error("the connection is closed on purpose")]
struct Cut;

/// Serves until `stop` turns true or its sender is gone; open connections end with it.
pub(crate) async fn serve(listener: TcpListener, app: Router, mut stop: watch::Receiver<bool>) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            _ = stop.wait_for(|stopped| *stopped) => return,
            Some(_) = connections.join_next() => {}
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => {
                    connections.spawn(converse(stream, app.clone()));
                }
                Err(error) => tracing::warn!(%error, "a connection could not be accepted"),
            },
        }
    }
}

async fn converse(stream: TcpStream, app: Router) {
    let service = service_fn(move |request: hyper::Request<Incoming>| {
        let app = app.clone();
        async move {
            let answered: Result<Response, Infallible> =
                app.oneshot(Request::from(request.map(Body::new))).await;
            let Ok(response) = answered;
            if response.extensions().get::<CutConnection>().is_some() {
                Err(Cut)
            } else {
                Ok(response)
            }
        }
    });
    if let Err(error) = http1::Builder::new().serve_connection(TokioIo::new(stream), service).await
    {
        tracing::debug!(%error, "connection ended");
    }
}

/// A 200 that promises all of `json` and breaks off in its middle.
pub(crate) fn half(json: &str) -> Response {
    let bytes = Bytes::copy_from_slice(&json.as_bytes()[..json.len() / 2]);
    Response::builder()
        .header(header::CONTENT_TYPE, "application/json")
        .header(header::CONTENT_LENGTH, json.len())
        .body(Body::new(HalfBody::Unsent(bytes)))
        .expect("two fixed headers are valid")
}

#[derive(Debug)]
enum HalfBody {
    Unsent(Bytes),
    /// Waits one turn, in which the half goes out.
    Sent,
    Broken,
}

impl hyper::body::Body for HalfBody {
    type Data = Bytes;
    type Error = Cut;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Cut>>> {
        match std::mem::replace(&mut *self, Self::Broken) {
            Self::Unsent(bytes) => {
                *self = Self::Sent;
                Poll::Ready(Some(Ok(Frame::data(bytes))))
            }
            Self::Sent => {
                context.waker().wake_by_ref();
                Poll::Pending
            }
            Self::Broken => Poll::Ready(Some(Err(Cut))),
        }
    }
}

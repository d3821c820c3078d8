//! The whole server as one service.

use std::sync::Arc;

use axum::Router;

use crate::desk::Desk;
use crate::{assets, edge, routes};

/// Every address of a desk, ready to be served or driven in a test.
pub fn app(desk: &Arc<Desk>) -> Router {
    let router = routes::router().fallback(assets::serve).with_state(Arc::clone(desk));
    edge::wrap(router, desk)
}

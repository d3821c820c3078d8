//! Who may pass: a route names what it needs by the type of its argument.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::request::Parts;
use desk_api::{IDEMPOTENCY_KEY, ProblemCode};

use crate::desk::Desk;
use crate::problem::Refusal;
use crate::session::{self, Person, cookie};
use crate::usecases::IntentKey;

/// Somebody who is signed in.
pub(super) struct SignedIn(pub(super) Person);

impl FromRequestParts<Arc<Desk>> for SignedIn {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, desk: &Arc<Desk>) -> Result<Self, Refusal> {
        let token = cookie::token(&parts.headers, &desk.settings.public_origin)
            .ok_or_else(|| Refusal::new(ProblemCode::NotSignedIn))?;
        session::who(desk, token).await.map(Self)
    }
}

/// Somebody who may cancel; an auditor only reads.
pub(super) struct MayCancel(pub(super) Person);

impl FromRequestParts<Arc<Desk>> for MayCancel {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, desk: &Arc<Desk>) -> Result<Self, Refusal> {
        let SignedIn(person) = SignedIn::from_request_parts(parts, desk).await?;
        if person.may_cancel() { Ok(Self(person)) } else { Err(ProblemCode::NotAllowed.into()) }
    }
}

/// Somebody who manages terminals: whose signature is a proof, too.
pub(super) struct MayManage(pub(super) Person);

impl FromRequestParts<Arc<Desk>> for MayManage {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, desk: &Arc<Desk>) -> Result<Self, Refusal> {
        let SignedIn(person) = SignedIn::from_request_parts(parts, desk).await?;
        if person.may_sign() { Ok(Self(person)) } else { Err(ProblemCode::NotAllowed.into()) }
    }
}

/// Somebody who looks after the whole book: managers, and auditors, who only read.
pub(super) struct MayReview(pub(super) Person);

impl FromRequestParts<Arc<Desk>> for MayReview {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, desk: &Arc<Desk>) -> Result<Self, Refusal> {
        let SignedIn(person) = SignedIn::from_request_parts(parts, desk).await?;
        if person.may_review() { Ok(Self(person)) } else { Err(ProblemCode::NotAllowed.into()) }
    }
}

/// The key that makes a click one intent.
pub(super) fn intent_key(headers: &HeaderMap) -> Result<IntentKey, Refusal> {
    IntentKey::parse(headers.get(IDEMPOTENCY_KEY).and_then(|value| value.to_str().ok()))
}

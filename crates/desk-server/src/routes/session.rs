//! Signing in and out.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use desk_api::{Login, MerchantName, ProblemCode, Session, StepUp, paths};

use super::guard::SignedIn;
use super::responses;
use crate::desk::Desk;
use crate::edge::{Body, Client};
use crate::problem::Refusal;
use crate::session::{self, Person, cookie};

type Cookie = [(HeaderName, HeaderValue); 1];

/// Signs in and sets the session cookie.
#[utoipa::path(
    post, path = paths::SESSION, request_body = Login, tag = "session", security(()),
    responses((status = 200, body = Session), responses::SigningIn)
)]
pub(super) async fn sign_in(
    State(desk): State<Arc<Desk>>,
    headers: HeaderMap,
    client: Client,
    Body(wire): Body<Login>,
) -> Result<(Cookie, Json<Session>), Refusal> {
    let origin = &desk.settings.public_origin;
    let address = client.to_string();
    let previous = cookie::token(&headers, origin);
    let (token, person) =
        session::sign_in(&desk, wire.login.trim(), &wire.password, &address, previous).await?;
    let view = view(&desk, person).await?;
    Ok(([(SET_COOKIE, cookie::set(token.as_str(), origin))], Json(view)))
}

/// Who is signed in.
#[utoipa::path(
    get, path = paths::SESSION, tag = "session",
    responses((status = 200, body = Session), responses::Reading)
)]
pub(super) async fn who_am_i(
    State(desk): State<Arc<Desk>>,
    SignedIn(person): SignedIn,
) -> Result<Json<Session>, Refusal> {
    view(&desk, person).await.map(Json)
}

/// Confirms one's own password once more: for a few minutes the session may do what must not happen
/// from an empty chair.
#[utoipa::path(
    post, path = paths::SESSION_STEP_UP, request_body = StepUp, tag = "session",
    responses((status = 200, body = Session), responses::SteppingUp)
)]
pub(super) async fn step_up(
    State(desk): State<Arc<Desk>>,
    SignedIn(mut person): SignedIn,
    headers: HeaderMap,
    client: Client,
    Body(wire): Body<StepUp>,
) -> Result<Json<Session>, Refusal> {
    let token = cookie::token(&headers, &desk.settings.public_origin)
        .ok_or_else(|| Refusal::new(ProblemCode::NotSignedIn))?;
    let address = client.to_string();
    let until = session::step_up(&desk, &person, token, &wire.password, &address).await?;
    person.stepped_up_until = Some(until);
    view(&desk, person).await.map(Json)
}

/// Signs out; also without a session, so that it can be repeated.
#[utoipa::path(
    delete, path = paths::SESSION, tag = "session", security(()),
    responses((status = 204), responses::SigningOut)
)]
pub(super) async fn sign_out(
    State(desk): State<Arc<Desk>>,
    headers: HeaderMap,
) -> Result<(StatusCode, Cookie), Refusal> {
    let origin = &desk.settings.public_origin;
    if let Some(token) = cookie::token(&headers, origin) {
        session::sign_out(&desk, token).await?;
    }
    Ok((StatusCode::NO_CONTENT, [(SET_COOKIE, cookie::clear(origin))]))
}

async fn view(desk: &Desk, person: Person) -> Result<Session, Refusal> {
    let merchants = desk.store.merchants().await?;
    let merchants = merchants
        .into_iter()
        .filter(|merchant| person.sees(&merchant.id))
        .map(|merchant| MerchantName { id: merchant.id, name: merchant.name });
    Ok(Session {
        merchants: merchants.collect(),
        role: person.role,
        expires_at: person.expires_at,
        stepped_up_until: person.stepped_up_until,
        staff_id: person.staff.id,
        login: person.staff.login,
        name: person.staff.name,
        demo: desk.settings.demo,
        now: desk.now(),
    })
}

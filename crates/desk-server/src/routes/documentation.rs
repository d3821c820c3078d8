//! The OpenAPI document: generated from the routes and the wire types.

mod parameters;

use std::sync::LazyLock;

use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use desk_api::{Basis, Problem, Sort};
use utoipa::openapi::schema::AdditionalProperties;
use utoipa::openapi::security::{ApiKey, ApiKeyValue, SecurityScheme};
use utoipa::openapi::{OpenApi, RefOr, Schema};
use utoipa::{Modify, OpenApi as Describe};

#[derive(Describe)]
#[openapi(
    info(
        title = "Cancel Desk",
        description = "Payment cancellation for Korean merchants. Amounts are whole won, instants \
            RFC 3339 in Korean time. Every answer that is not a success is a problem (RFC 9457) \
            with a stable `code`. A request of a browser that changes something must come from the \
            desk's own origin; a program that signs in and sends the cookie acts as that login. \
            Staff see the payments and the history of their own merchants."
    ),
    components(schemas(Problem, Basis, Sort)),
    security(("session" = [])),
    modifiers(&Session)
)]
pub(super) struct Documentation;

struct Session;

impl Modify for Session {
    fn modify(&self, openapi: &mut OpenApi) {
        let cookie = SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::new("__Host-cancel-desk")));
        // The crates state none, and an empty one is not a valid description.
        openapi.info.license = None;
        let components = openapi.components.get_or_insert_default();
        components.add_security_scheme("session", cookie);
    }
}

pub(super) fn print(mut document: OpenApi) -> String {
    parameters::sharpen(&mut document);
    close_finding(&mut document);
    let mut text = document.to_pretty_json().expect("a description is always JSON");
    text.push('\n');
    text
}

/// The generator knows of structures that take no other fields, and not of tagged enumerations.
fn close_finding(document: &mut OpenApi) {
    let schemas = document.components.as_mut().map(|components| &mut components.schemas);
    let finding = schemas.and_then(|schemas| schemas.get_mut("Finding"));
    let Some(RefOr::T(Schema::OneOf(finding))) = finding else { return };
    for outcome in &mut finding.items {
        if let RefOr::T(Schema::Object(outcome)) = outcome {
            outcome.additional_properties = Some(Box::new(AdditionalProperties::FreeForm(false)));
        }
    }
}

/// Printed when somebody asks for it first: it takes longer than all else of a start.
static PRINTED: LazyLock<String> = LazyLock::new(super::openapi);

pub(super) async fn serve() -> impl IntoResponse {
    ([(CONTENT_TYPE, "application/json")], PRINTED.as_str())
}

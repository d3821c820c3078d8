//! One connection to the live changes.

use std::time::Duration;

use desk_api::paths;
use js_sys::{Reflect, Uint8Array};
use leptos::prelude::set_timeout_with_handle;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, ReadableStreamDefaultReader};

use super::parser::{EventParser, ServerEvent};
use crate::api::client::open_stream;
use crate::api::error::ApiError;

/// The server's heart beats every 15 s: after two missed beats and a bit the line is dead.
const SILENCE: Duration = Duration::from_secs(40);

pub(super) struct EventStream {
    reader: ReadableStreamDefaultReader,
    controller: AbortController,
    parser: EventParser,
}

/// Connects and asks for what was missed since `last_event_id`.
///
/// # Errors
/// That the server was not reached, or did not open the stream.
pub(super) async fn open(last_event_id: Option<&str>) -> Result<EventStream, ApiError> {
    let controller = AbortController::new().map_err(|_| ApiError::Unreachable)?;
    let response = open_stream(paths::EVENTS, last_event_id, &controller.signal()).await?;
    let unreadable = ApiError::Unreadable { status: response.status() };
    let reader = response.body().ok_or(unreadable)?.get_reader().unchecked_into();
    Ok(EventStream { reader, controller, parser: EventParser::default() })
}

impl EventStream {
    /// The events of the next piece that arrives, perhaps none; `None` when the connection has ended
    /// or has been silent for too long.
    pub(super) async fn next(&mut self) -> Option<Vec<ServerEvent>> {
        let controller = self.controller.clone();
        let dead = set_timeout_with_handle(move || controller.abort(), SILENCE).ok();
        let piece = JsFuture::from(self.reader.read()).await;
        if let Some(timer) = dead {
            timer.clear();
        }
        let piece = piece.ok()?;
        let bytes = Reflect::get(&piece, &JsValue::from_str("value")).ok()?;
        let bytes = bytes.dyn_into::<Uint8Array>().ok()?.to_vec();
        Some(self.parser.push(&bytes))
    }

    pub(super) fn close(self) {
        self.controller.abort();
    }
}

//! What the types of the parameters cannot say: how long, how large, of which form. Made of the same
//! limits and lists that the routes read with, so that description and answers cannot drift apart.

use desk_api::{IDEMPOTENCY_KEY, paths};
use desk_domain::bill::BillStatus;
use desk_domain::cancellation::{CancellationKind, CancellationState};
use desk_domain::follow_up::FollowUpCause;
use desk_domain::limits::{
    AMOUNT_MAX_WON, IDEMPOTENCY_KEY_MAX, IDEMPOTENCY_KEY_MIN, PAGE_SIZE_MAX, SEARCH_MAX_CHARS,
};
use desk_domain::payment::{Agreement, BookStatus, Channel, Method};
use desk_domain::{CustomerId, StaffId};
use utoipa::Number;
use utoipa::openapi::path::{Operation, Parameter};
use utoipa::openapi::{Object, OpenApi, PathItem, RefOr, Schema};

/// A Korean calendar date or nothing; which day a month ends on is beyond a pattern.
const DATE: &str = "^([0-9]{4}-[0-9]{2}-[0-9]{2})?$";
/// The part of an id behind its prefix.
const ID_BODY: &str = "[0-9a-hjkmnp-tv-z]{26}";

/// Sharpens every parameter that has one of the names below.
pub(super) fn sharpen(document: &mut OpenApi) {
    for (path, item) in &mut document.paths.paths {
        let parameters = operations(item).filter_map(|operation| operation.parameters.as_mut());
        for parameter in parameters.flatten() {
            if let RefOr::T(parameter) = parameter {
                sharpen_one(path, parameter);
            }
        }
    }
}

fn operations(item: &mut PathItem) -> impl Iterator<Item = &mut Operation> {
    [&mut item.get, &mut item.post, &mut item.delete].into_iter().flatten()
}

fn sharpen_one(path: &str, parameter: &mut Parameter) {
    let Some(RefOr::T(Schema::Object(object))) = &mut parameter.schema else { return };
    match parameter.name.as_str() {
        "limit" => between(object, 1, PAGE_SIZE_MAX.into()),
        "amount_min" | "amount_max" => between(object, 0, AMOUNT_MAX_WON),
        "q" => object.max_length = Some(SEARCH_MAX_CHARS),
        "from" | "to" => object.pattern = Some(DATE.to_owned()),
        "customer" => object.pattern = Some(format!("^({})?$", id(CustomerId::PREFIX))),
        "staff" => object.pattern = Some(list(&[&id(StaffId::PREFIX)])),
        "kind" => object.pattern = Some(words(CancellationKind::ALL)),
        "channel" => object.pattern = Some(words(Channel::ALL)),
        "cause" => object.pattern = Some(words(FollowUpCause::ALL)),
        "owner" => object.pattern = Some(format!("^(nobody|{})?$", id(StaffId::PREFIX))),
        "method" => object.pattern = Some(words(Method::ALL)),
        "agreement" => object.pattern = Some(words(Agreement::ALL)),
        "status" if path == paths::BILLS => object.pattern = Some(words(BillStatus::ALL)),
        "status" => object.pattern = Some(words(BookStatus::ALL)),
        "state" if path == paths::FOLLOW_UPS => object.pattern = Some("^(open|closed)?$".into()),
        "state" => object.pattern = Some(words(CancellationState::ALL)),
        IDEMPOTENCY_KEY => {
            let (least, most) = (IDEMPOTENCY_KEY_MIN, IDEMPOTENCY_KEY_MAX);
            object.pattern = Some(format!("^[A-Za-z0-9_-]{{{least},{most}}}$"));
        }
        _ => {}
    }
}

fn between(object: &mut Object, least: usize, most: i64) {
    object.minimum = Some(Number::UInt(least));
    object.maximum = usize::try_from(most).ok().map(Number::UInt);
}

fn id(prefix: &str) -> String {
    format!("{prefix}{ID_BODY}")
}

fn words<T: ToString>(all: &[T]) -> String {
    let words: Vec<String> = all.iter().map(ToString::to_string).collect();
    list(&words.iter().map(String::as_str).collect::<Vec<_>>())
}

/// Some of these, separated by commas, or none.
fn list(forms: &[&str]) -> String {
    let one = format!("({})", forms.join("|"));
    format!("^({one}(,{one})*)?$")
}

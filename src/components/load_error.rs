//! What went wrong, in one sentence: in the server's words where it had any.

use desk_api::ProblemCode;
use leptos::prelude::*;

use crate::api::error::ApiError;
use crate::i18n::{common, force, pick, t};
use crate::ui::feedback::ErrorState;

/// One sentence for an error: the problem's own title, or that nobody answered.
#[must_use]
pub fn sentence(error: &ApiError) -> String {
    match error {
        ApiError::Unreachable => t(common::UNREACHABLE).to_owned(),
        ApiError::Unreadable { .. } => t(common::UNREADABLE).to_owned(),
        ApiError::Problem(problem) => pick(&problem.titles).to_owned(),
    }
}

/// The first thing that is wrong with what was filled in; else [`sentence`].
#[must_use]
pub fn first_fault(error: &ApiError) -> String {
    let fault = error.problem().and_then(|problem| problem.errors.first());
    fault.map_or_else(|| sentence(error), |fault| pick(&fault.text).to_owned())
}

/// Why the password that signs something was not taken.
#[must_use]
pub fn refused_password(error: &ApiError) -> String {
    match error.problem().map(|problem| problem.code) {
        Some(ProblemCode::WrongCredentials) => t(force::PASSWORD_WRONG).to_owned(),
        _ => sentence(error),
    }
}

/// What would be answered in the same way is not offered again.
#[component]
pub fn LoadError(error: ApiError, #[prop(into)] on_retry: Callback<()>) -> AnyView {
    let title = sentence(&error);
    let request_id = error.problem().map(|problem| problem.request_id.clone());
    match request_id {
        _ if error.is_for_good() => view! { <ErrorState title /> }.into_any(),
        Some(request_id) => view! { <ErrorState title request_id on_retry /> }.into_any(),
        None => view! { <ErrorState title on_retry /> }.into_any(),
    }
}

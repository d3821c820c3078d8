//! A labelled field. The control inside learns its id and its descriptions from here, so no page ties
//! a label to an input by hand.

use leptos::context::Provider;
use leptos::prelude::*;

use super::dom::fresh_id;
use super::icon::{Glyph, Icon};

/// What a control needs to know of the field around it.
#[derive(Clone)]
pub(super) struct FieldContext {
    id: String,
    error: Signal<Option<String>>,
    hinted: bool,
    required: bool,
}

impl FieldContext {
    /// Of the field around, or of a control that stands alone and brings its own label.
    pub(super) fn current() -> Self {
        use_context().unwrap_or_else(|| Self {
            id: fresh_id("control"),
            error: Signal::default(),
            hinted: false,
            required: false,
        })
    }

    pub(super) fn id(&self) -> String {
        self.id.clone()
    }

    pub(super) const fn required(&self) -> bool {
        self.required
    }

    pub(super) fn invalid(&self) -> impl Fn() -> Option<&'static str> + Send + use<> {
        let error = self.error;
        move || error.with(Option::is_some).then_some("true")
    }

    /// The error is read before the hint: it is what just changed.
    pub(super) fn described_by(&self) -> impl Fn() -> Option<String> + Send + use<> {
        let (id, error, hinted) = (self.id.clone(), self.error, self.hinted);
        move || match (error.with(Option::is_some), hinted) {
            (true, true) => Some(format!("{id}-error {id}-hint")),
            (true, false) => Some(format!("{id}-error")),
            (false, true) => Some(format!("{id}-hint")),
            (false, false) => None,
        }
    }
}

/// Label, control, hint and error. The error's line is announced when it appears.
#[component]
pub fn Field(
    #[prop(into)] label: String,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(optional)] required: bool,
    children: Children,
) -> AnyView {
    let id = fresh_id("field");
    let (hint_id, error_id) = (format!("{id}-hint"), format!("{id}-error"));
    // For the control inside only: a context would reach what is drawn beside the field later on.
    let context = FieldContext { id: id.clone(), error, hinted: hint.is_some(), required };
    view! {
        <div class="field" data-invalid=move || error.with(Option::is_some).then_some("")>
            <label class="field__label" for=id>
                {label}
            </label>
            <Provider value=context>{children()}</Provider>
            {hint
                .map(|hint| {
                    view! {
                        <p class="field__hint" id=hint_id>
                            {hint}
                        </p>
                    }
                })}
            {error_line(Some(error_id), error)}
        </div>
    }
    .into_any()
}

/// What is wrong, said when it comes up.
pub(super) fn error_line(id: Option<String>, error: Signal<Option<String>>) -> AnyView {
    view! {
        <p class="field__error" id=id aria-live="polite">
            {move || {
                error
                    .get()
                    .map(|error| {
                        view! {
                            <Glyph icon=Icon::Alert />
                            <span>{error}</span>
                        }
                    })
            }}
        </p>
    }
    .into_any()
}

/// A group of controls under one question: chips, dates.
#[component]
pub fn FieldGroup(
    #[prop(into)] legend: String,
    #[prop(optional, into)] error: Signal<Option<String>>,
    children: Children,
) -> AnyView {
    view! {
        <fieldset class="field-group">
            <legend class="field__label">{legend}</legend>
            {children()}
            {error_line(None, error)}
        </fieldset>
    }
    .into_any()
}

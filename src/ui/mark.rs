//! Status marks: a small shape beside the word, so that a status never hangs on colour alone.

use leptos::prelude::*;

/// The colour role of a status.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    #[default]
    Neutral,
    Accent,
    Danger,
    Warning,
    Success,
    Info,
}

impl Tone {
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Neutral => "neutral",
            Self::Accent => "accent",
            Self::Danger => "danger",
            Self::Warning => "warning",
            Self::Success => "success",
            Self::Info => "info",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// A small disc: nothing remarkable.
    Dot,
    /// Outline with one half filled: part of it is gone.
    Half,
    /// A full disc.
    Filled,
    /// A ring that turns slowly: under way.
    Turning,
    /// A dotted ring: not known.
    Dotted,
    /// An empty ring: nothing yet.
    Hollow,
    /// A ring struck through: withdrawn.
    Struck,
    /// Two links apart: done in the book alone.
    Broken,
    /// A ring with a question in it: somebody has to find out.
    Asking,
    /// Not equal: book and gateway differ.
    Differs,
    /// The face of a clock: its day is over.
    Late,
}

impl Mark {
    pub const ALL: &'static [Self] = &[
        Self::Dot,
        Self::Half,
        Self::Filled,
        Self::Turning,
        Self::Dotted,
        Self::Hollow,
        Self::Struck,
        Self::Broken,
        Self::Asking,
        Self::Differs,
        Self::Late,
    ];

    const fn name(self) -> &'static str {
        match self {
            Self::Dot => "dot",
            Self::Half => "half",
            Self::Filled => "filled",
            Self::Turning => "turning",
            Self::Dotted => "dotted",
            Self::Hollow => "hollow",
            Self::Struck => "struck",
            Self::Broken => "broken",
            Self::Asking => "asking",
            Self::Differs => "differs",
            Self::Late => "late",
        }
    }

    /// What is stroked, in a box of 12.
    const fn outline(self) -> &'static str {
        match self {
            Self::Dot | Self::Filled => "",
            Self::Half | Self::Dotted | Self::Hollow => {
                "M6 1.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9z"
            }
            Self::Turning => "M6 1.5a4.5 4.5 0 1 1-4.2 2.9",
            Self::Struck => "M6 1.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9zM1.5 10.5l9-9",
            Self::Asking => {
                "M6 1a5 5 0 1 1 0 10A5 5 0 0 1 6 1zM4.7 4.7a1.35 1.35 0 1 1 1.9 1.2c-.4.2-.6.45-.6.85"
            }
            Self::Differs => "M1.8 4.4h8.4M1.8 7.6h8.4M8 1.8 4 10.2",
            Self::Late => "M6 1.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9zM6 3.6V6l1.7 1.1",
            Self::Broken => "M3.6 3h-.2a3 3 0 0 0 0 6h.2M8.4 3h.2a3 3 0 0 1 0 6h-.2M7 1.8 5 10.2",
        }
    }

    /// What is filled, in a box of 12.
    const fn body(self) -> &'static str {
        match self {
            Self::Dot => "M6 3.2a2.8 2.8 0 1 1 0 5.6 2.8 2.8 0 0 1 0-5.6z",
            Self::Half => "M6 1.5a4.5 4.5 0 0 0 0 9z",
            Self::Filled => "M6 1a5 5 0 1 1 0 10A5 5 0 0 1 6 1z",
            Self::Asking => "M6 7.7a.75.75 0 1 1 0 1.5.75.75 0 0 1 0-1.5z",
            Self::Turning
            | Self::Dotted
            | Self::Hollow
            | Self::Struck
            | Self::Broken
            | Self::Differs
            | Self::Late => "",
        }
    }
}

/// A mark alone, for where the word stands beside it already.
#[component]
pub fn StatusMark(mark: Mark, #[prop(optional)] tone: Tone) -> AnyView {
    view! {
        <svg
            class="status-mark"
            viewBox="0 0 12 12"
            aria-hidden="true"
            data-mark=mark.name()
            data-tone=tone.as_str()
        >
            <path class="status-mark__body" d=mark.body() />
            <path class="status-mark__outline" d=mark.outline() />
        </svg>
    }
    .into_any()
}

/// Mark and word. `outlined` draws a border round it, for what must not be overlooked in a row.
#[component]
pub fn Badge(
    #[prop(optional_no_strip, into)] mark: Option<Mark>,
    #[prop(optional)] tone: Tone,
    #[prop(optional)] outlined: bool,
    #[prop(into)] label: String,
) -> AnyView {
    view! {
        <span class="badge" data-tone=tone.as_str() data-outlined=outlined.then_some("")>
            {mark.map(|mark| view! { <StatusMark mark tone /> })}
            <span>{label}</span>
        </span>
    }
    .into_any()
}

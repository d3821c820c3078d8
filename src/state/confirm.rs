//! The one question "really?", asked by one dialog that is mounted once.

use leptos::prelude::*;

/// What is asked. The confirm button repeats the deed; it never says just "OK".
#[derive(Clone, Debug)]
pub struct Question {
    pub title: String,
    /// What will happen, and what will not.
    pub body: String,
    pub confirm: String,
    /// The answer that changes nothing, in the words of this deed: a bare "no" may be read as the deed.
    pub keep: String,
    /// Cannot be undone, or takes money back.
    pub danger: bool,
    pub on_confirm: Callback<()>,
}

/// The context through which any component asks.
#[derive(Clone, Copy, Debug)]
pub struct Confirm(RwSignal<Option<Question>>);

impl Confirm {
    pub fn provide() -> Self {
        let confirm = Self(RwSignal::new(None));
        provide_context(confirm);
        confirm
    }

    #[must_use]
    pub fn expect() -> Self {
        expect_context()
    }

    /// Opens the dialog. A question already open gives way: the person has just asked for this one.
    pub fn ask(self, question: Question) {
        self.0.set(Some(question));
    }

    #[must_use]
    pub fn question(self) -> RwSignal<Option<Question>> {
        self.0
    }
}

//! The one question "really?", asked by one dialog that is mounted once.

use std::fmt;
use std::sync::Arc;

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
    pub then: Deed,
}

/// What is done after a yes. The question itself holds it: the part of the screen that asked may have been drawn
/// anew by then, and what belongs to that part is gone with it.
#[derive(Clone)]
pub struct Deed(Arc<dyn Fn() + Send + Sync>);

impl Deed {
    pub fn new(deed: impl Fn() + Send + Sync + 'static) -> Self {
        Self(Arc::new(deed))
    }

    pub fn run(&self) {
        (self.0)();
    }
}

impl fmt::Debug for Deed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Deed")
    }
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

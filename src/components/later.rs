//! Doing something a little later, and only once however often it is asked for.

use std::time::Duration;

use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;

/// The latest request wins; leaving the component drops it.
#[derive(Clone, Copy, Debug)]
pub struct Later(StoredValue<Option<TimeoutHandle>>);

impl Later {
    pub fn here() -> Self {
        let later = Self(StoredValue::new(None));
        on_cleanup(move || later.forget());
        later
    }

    pub fn run(self, after: Duration, act: impl Fn() + 'static) {
        self.forget();
        self.0.set_value(set_timeout_with_handle(act, after).ok());
    }

    pub fn forget(self) {
        if let Some(Some(timer)) = self.0.try_update_value(Option::take) {
            timer.clear();
        }
    }
}

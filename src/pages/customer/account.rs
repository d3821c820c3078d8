//! Who the customer is and how they stand: read when the tab is opened, and again after changes.

use std::time::Duration;

use desk_api::CustomerTab;
use desk_domain::CustomerId;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::customers;
use crate::api::error::ApiError;
use crate::api::events::{News, use_changes};
use crate::components::later::Later;

/// Changes come in bursts: the totals are read again once a burst is over.
const BURST: Duration = Duration::from_millis(700);

#[derive(Clone, Copy, Debug)]
pub struct Account {
    /// A failed re-read keeps what was there.
    pub tab: RwSignal<Option<CustomerTab>>,
    pub failure: RwSignal<Option<ApiError>>,
    id: StoredValue<CustomerId>,
}

impl Account {
    pub fn start(id: CustomerId) -> Self {
        let account = Self {
            tab: RwSignal::new(None),
            failure: RwSignal::new(None),
            id: StoredValue::new(id),
        };
        account.read();
        let later = Later::here();
        use_changes(move |news| match news {
            News::Connected => account.read(),
            News::Changed(_) => later.run(BURST, move || account.read()),
        });
        account
    }

    pub fn read(self) {
        let Some(id) = self.id.try_get_value() else { return };
        spawn_local(async move {
            // Whoever asked may be gone.
            let _ = match customers::find(&id).await {
                Ok(tab) => {
                    self.failure.try_set(None);
                    self.tab.try_set(Some(tab)).is_none()
                }
                Err(error) => self.failure.try_set(Some(error)).is_none(),
            };
        });
    }
}

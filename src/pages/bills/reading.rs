//! What is known of the open bill: read when it is opened, and again whenever it changes. A failed
//! re-read keeps what was there.

use desk_api::Bill;
use desk_domain::BillId;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::list::{Bills, BillsList};
use crate::api::bills as api;
use crate::api::error::ApiError;
use crate::api::events::{News, use_changes};
use crate::components::live_list::Source as _;

#[derive(Clone, Copy, Debug)]
pub struct Reading {
    pub bill: RwSignal<Option<Bill>>,
    pub failure: RwSignal<Option<ApiError>>,
    id: StoredValue<BillId>,
    list: Option<BillsList>,
}

impl Reading {
    pub fn start(id: BillId) -> Self {
        let reading = Self::of(id);
        reading.read();
        use_changes(move |news| {
            let ours = match &news {
                News::Changed(change) => reading.bill.try_with_untracked(|bill| {
                    bill.as_ref().is_none_or(|bill| Bills::is_about(change, bill))
                }),
                News::Connected => Some(true),
            };
            if ours == Some(true) {
                reading.read();
            }
        });
        reading
    }

    fn of(id: BillId) -> Self {
        Self {
            bill: RwSignal::new(None),
            failure: RwSignal::new(None),
            id: StoredValue::new(id),
            list: use_context::<BillsList>(),
        }
    }

    pub fn read(self) {
        let Some(id) = self.id.try_get_value() else { return };
        spawn_local(async move {
            self.take(api::find(&id).await);
        });
    }

    /// A late answer to an earlier question is older than what is shown and is dropped.
    pub fn take(self, answer: Result<Bill, ApiError>) {
        match answer {
            Ok(bill) => {
                let stale = self.bill.try_with_untracked(|known| {
                    known.as_ref().is_some_and(|known| known.version > bill.version)
                });
                if stale != Some(false) {
                    return;
                }
                if let Some(list) = self.list {
                    list.update(bill.clone());
                }
                self.failure.set(None);
                self.bill.set(Some(bill));
            }
            Err(error) => {
                let _ = self.failure.try_set(Some(error));
            }
        }
    }

    /// For views that stand only once the bill is there: it never goes away again.
    pub fn expect_bill(self) -> Signal<Bill> {
        Memo::new(move |_| self.bill.get().expect("views of the bill are drawn once it is there"))
            .into()
    }
}

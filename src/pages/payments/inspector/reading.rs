//! What is known of the open payment: read when it is opened, and again whenever it changes. A failed
//! re-read keeps what was there.

use desk_api::PaymentDetail;
use desk_domain::PaymentId;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::super::list::PaymentsList;
use crate::api::error::ApiError;
use crate::api::events::{News, use_changes};
use crate::api::payments;

#[derive(Clone, Copy, Debug)]
pub struct Reading {
    pub detail: RwSignal<Option<PaymentDetail>>,
    pub failure: RwSignal<Option<ApiError>>,
    id: StoredValue<PaymentId>,
    list: Option<PaymentsList>,
}

impl Reading {
    pub fn start(id: PaymentId, list: Option<PaymentsList>) -> Self {
        let reading = Self {
            detail: RwSignal::new(None),
            failure: RwSignal::new(None),
            id: StoredValue::new(id),
            list,
        };
        reading.read();
        use_changes(move |news| {
            let ours = match news {
                News::Changed(change) => reading.id.try_get_value() == Some(change.payment_id),
                News::Connected => true,
            };
            if ours {
                reading.read();
            }
        });
        reading
    }

    pub fn id(self) -> PaymentId {
        self.id.get_value()
    }

    pub fn read(self) {
        let Some(id) = self.id.try_get_value() else { return };
        spawn_local(async move {
            let answer = payments::find(&id).await;
            self.take(answer);
        });
    }

    /// A late answer to an earlier question is older than what is shown and is dropped.
    pub fn take(self, answer: Result<PaymentDetail, ApiError>) {
        match answer {
            Ok(detail) => {
                let stale = self.detail.try_with_untracked(|known| {
                    known
                        .as_ref()
                        .is_some_and(|known| known.payment.version > detail.payment.version)
                });
                if stale != Some(false) {
                    return;
                }
                if let Some(list) = self.list {
                    list.update(detail.payment.clone());
                }
                self.failure.set(None);
                self.detail.set(Some(detail));
            }
            Err(error) => {
                let _ = self.failure.try_set(Some(error));
            }
        }
    }

    /// For views that stand only once the detail is there: it never goes away again.
    pub fn expect_detail(self) -> Signal<PaymentDetail> {
        Memo::new(move |_| {
            self.detail.get().expect("views of the detail are drawn once it is there")
        })
        .into()
    }
}

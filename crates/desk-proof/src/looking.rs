//! What can be seen from outside at one moment: the book, the vendors' own ledgers and lists, and what the
//! terminal's agent wrote down.

use std::collections::BTreeMap;

use desk_simulation::{Sight, Violation, ends_in_journal};

use crate::shop::Shop;
use crate::vendors::Vendor;

impl Shop {
    /// Everything the laws are held against.
    pub(crate) async fn look(&self) -> Result<Sight, Violation> {
        let seen = self.book.read().await?;
        let mut truths = BTreeMap::new();
        for payment in &seen.payments {
            if let Some(vendor) = Vendor::of_channel(&payment.channel) {
                let truth = self.vendors.truth(vendor, &payment.gateway_payment_id).await?;
                truths.insert(payment.id.clone(), truth);
            }
        }
        let (sent, messages) = self.vendors.bills().await?;
        let kept = seen.hooks.iter().filter(|hook| hook.is_portone()).count();
        let (taken, posted) = self.vendors.webhooks().await?;
        let journal = std::fs::read_to_string(self.path("agent").join("journal.jsonl"))?;
        Ok(Sight {
            truths,
            sent,
            messages,
            // A kill may come between keeping one and saying so: more may be kept than were taken.
            acknowledged: kept.clamp(taken, posted.max(taken)),
            told: ends_in_journal(&journal)?,
            ..seen
        })
    }
}

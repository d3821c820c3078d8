//! The merchant's own page at the vendor: what is done there, nobody tells us.

use desk_api::BillSite;
use leptos::prelude::*;

use super::list::BillsList;
use crate::i18n::{bills, pick, t};
use crate::ui::icon::{Glyph, Icon};

#[component]
pub fn Sites(list: BillsList) -> AnyView {
    let sites = Memo::new(move |_| list.sums().map(|sums| sums.sites).unwrap_or_default());
    (move || {
        let sites = sites.get();
        (!sites.is_empty()).then(|| {
            let sites = sites.into_iter().map(site).collect_view();
            view! {
                <div class="bill-sites" role="note" aria-label=t(bills::SITES)>
                    {sites}
                </div>
            }
        })
    })
    .into_any()
}

/// The way there, below what becomes of a cancel that is made there.
fn site(site: BillSite) -> AnyView {
    view! {
        <div class="bill-sites__site">
            <p>{pick(&site.warning).to_owned()}</p>
            <a href=site.url target="_blank" rel="noopener noreferrer">
                {pick(&site.name).to_owned()}
                <Glyph icon=Icon::External />
            </a>
        </div>
    }
    .into_any()
}

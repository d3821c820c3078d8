//! The merchant's own page at the vendor: what is done there, nobody tells us.

use desk_api::BillSite;
use leptos::prelude::*;

use super::list::BillsList;
use crate::i18n::{bills, pick, t};
use crate::ui::icon::{Glyph, Icon};

#[component]
pub fn Sites(list: BillsList) -> AnyView {
    let sites = list.sites();
    (move || {
        let sites = sites.get();
        (!sites.is_empty()).then(|| {
            let links = sites.into_iter().map(link).collect_view();
            view! {
                <div class="bill-sites" role="note" aria-label=t(bills::SITES)>
                    <p>{t(bills::SITES_WARNING)}</p>
                    <p class="bill-sites__links">{links}</p>
                </div>
            }
        })
    })
    .into_any()
}

fn link(site: BillSite) -> AnyView {
    view! {
        <a href=site.url target="_blank" rel="noopener noreferrer">
            {pick(&site.name).to_owned()}
            <Glyph icon=Icon::External />
        </a>
    }
    .into_any()
}

//! A panel at the inline end that shows one thing of a list without leaving the list. Not modal: the
//! list beside it stays usable. In narrow windows it covers the list.

use leptos::html;
use leptos::prelude::*;

use super::dom::focus;
use super::icon::{Glyph, Icon};
use super::keyboard::Keyboard;
use crate::i18n::{t, ui};

/// Takes the focus when it opens and gives it back when it goes. Closing is the page's business, since
/// the open thing is part of the address.
#[component]
pub fn Drawer(
    /// What is shown, for screen readers.
    #[prop(into)]
    label: Signal<String>,
    #[prop(into)] on_close: Callback<()>,
    /// Large and on top: name and amount.
    heading: Children,
    /// Stays at the foot while the rest scrolls: the actions.
    #[prop(optional)]
    foot: Option<Children>,
    children: Children,
) -> AnyView {
    let drawer = NodeRef::<html::Aside>::new();
    let before = StoredValue::new_local(Keyboard::here());
    Effect::new(move |_| {
        if let Some(drawer) = drawer.get() {
            focus(&drawer);
        }
    });
    on_cleanup(move || before.with_value(Keyboard::give_back));
    view! {
        <aside class="drawer" node_ref=drawer tabindex="-1" aria-label=move || label.get()>
            <header class="drawer__head">
                <div class="drawer__heading">{heading()}</div>
                <button
                    class="icon-button"
                    type="button"
                    aria-label=t(ui::CLOSE)
                    title=t(ui::CLOSE)
                    on:click=move |_| on_close.run(())
                >
                    <Glyph icon=Icon::Close />
                </button>
            </header>
            <div class="drawer__body">{children()}</div>
            {foot.map(|foot| view! { <footer class="drawer__foot">{foot()}</footer> })}
        </aside>
    }
    .into_any()
}

/// A section of a drawer with a small title over it.
#[component]
pub fn DrawerSection(#[prop(into)] title: String, children: Children) -> AnyView {
    view! {
        <section class="drawer__section">
            <h3 class="drawer__section-title">{title}</h3>
            {children()}
        </section>
    }
    .into_any()
}

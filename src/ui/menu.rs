//! A button that opens a short list of things to do. The list is a native popover, so it lies above
//! everything and closes when something beside it is pressed.

use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use web_sys::HtmlElement;

use super::dom::{focus, fresh_id};
use super::icon::{Glyph, Icon};
use super::roving::{Step, rove};

const ITEMS: &str = "[role^=menuitem]:not([aria-disabled])";

/// One line of a menu.
#[derive(Clone, Debug)]
pub enum MenuEntry {
    Item(MenuItem),
    Separator,
    /// Says who or what the menu is about.
    Heading(String),
}

/// Something to do, or one of several to choose from when `checked` is given.
#[derive(Clone, Debug)]
pub struct MenuItem {
    pub label: String,
    pub icon: Option<Icon>,
    pub checked: Option<bool>,
    /// Why it cannot be done now.
    pub blocked: Option<String>,
    pub on_press: Callback<()>,
}

impl MenuItem {
    #[must_use]
    pub fn new(label: impl Into<String>, on_press: impl Fn() + Send + Sync + 'static) -> Self {
        let on_press = Callback::new(move |()| on_press());
        Self { label: label.into(), icon: None, checked: None, blocked: None, on_press }
    }

    #[must_use]
    pub fn with_icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    #[must_use]
    pub fn checked(mut self, checked: bool) -> Self {
        self.checked = Some(checked);
        self
    }

    #[must_use]
    pub fn blocked(mut self, reason: Option<String>) -> Self {
        self.blocked = reason;
        self
    }
}

/// The entries are asked for each time the menu opens, so they may depend on anything.
#[component]
pub fn Menu(
    #[prop(into)] label: String,
    #[prop(optional_no_strip, into)] icon: Option<Icon>,
    /// Shows the label as text beside the icon; otherwise it is only the name.
    #[prop(optional)]
    labelled: bool,
    #[prop(into)] entries: Callback<(), Vec<MenuEntry>>,
) -> AnyView {
    let id = fresh_id("menu");
    let trigger = NodeRef::<html::Button>::new();
    let list = NodeRef::<html::Div>::new();
    let open = RwSignal::new(false);
    let toggle = move |_| {
        let (Some(trigger), Some(list)) = (trigger.get_untracked(), list.get_untracked()) else {
            return;
        };
        place(&list, &trigger);
        // The entries are drawn for `open`; the popover is shown when they are there.
        open.set(true);
        request_animation_frame(move || {
            let _ = list.show_popover();
            rove(&list, ITEMS, Step::First);
        });
    };
    let close = Callback::new(move |()| {
        if let Some(list) = list.get_untracked() {
            let _ = list.hide_popover();
        }
        if let Some(trigger) = trigger.get_untracked() {
            focus(&trigger);
        }
    });
    // Closing by itself, too, has to empty the list and to tell the trigger.
    let toggled = move |_| {
        let is_open = list
            .get_untracked()
            .is_some_and(|list| list.matches(":popover-open").unwrap_or_default());
        open.set(is_open);
    };
    let keydown = move |event: KeyboardEvent| {
        let Some(list) = list.get_untracked() else { return };
        match (Step::of_key(&event.key()), event.key().as_str()) {
            (Some(step), _) => rove(&list, ITEMS, step),
            (None, "Escape" | "Tab") => close.run(()),
            (None, _) => return,
        }
        event.stop_propagation();
        if event.key() != "Tab" {
            event.prevent_default();
        }
    };
    view! {
        <button
            class="menu-button"
            node_ref=trigger
            type="button"
            aria-haspopup="menu"
            aria-expanded=move || open.get().to_string()
            aria-controls=id.clone()
            aria-label=(!labelled).then(|| label.clone())
            title=(!labelled).then(|| label.clone())
            on:click=toggle
        >
            {icon.map(|icon| view! { <Glyph icon /> })}
            {labelled.then(|| view! { <span class="menu-button__label">{label.clone()}</span> })}
        </button>
        <div
            class="menu"
            node_ref=list
            id=id
            role="menu"
            popover="auto"
            aria-label=label
            on:toggle=toggled
            on:keydown=keydown
        >
            {move || {
                open.get()
                    .then(|| {
                        entries.run(()).into_iter().map(|line| entry(line, close)).collect_view()
                    })
            }}
        </div>
    }
    .into_any()
}

fn entry(entry: MenuEntry, close: Callback<()>) -> AnyView {
    let item = match entry {
        MenuEntry::Separator => return view! { <hr class="menu__separator" /> }.into_any(),
        MenuEntry::Heading(text) => {
            return view! {
                <p class="menu__heading" role="presentation">
                    {text}
                </p>
            }
            .into_any();
        }
        MenuEntry::Item(item) => item,
    };
    let blocked = item.blocked.is_some();
    view! {
        <button
            class="menu__item"
            type="button"
            role=if item.checked.is_some() { "menuitemradio" } else { "menuitem" }
            tabindex="-1"
            aria-checked=item.checked.map(|checked| checked.to_string())
            aria-disabled=blocked.then_some("true")
            on:click=move |_| {
                if !blocked {
                    close.run(());
                    item.on_press.run(());
                }
            }
        >
            {match (item.icon, item.checked) {
                (Some(icon), _) => view! { <Glyph icon /> }.into_any(),
                (None, Some(true)) => view! { <Glyph icon=Icon::Check /> }.into_any(),
                (None, _) => view! { <span class="menu__gap"></span> }.into_any(),
            }}
            <span class="menu__label">
                {item.label}
                {item
                    .blocked
                    .map(|reason| view! { <span class="menu__reason">{reason}</span> })}
            </span>
        </button>
    }
    .into_any()
}

/// Puts the list at the trigger, on the side where the window has more room.
fn place(list: &HtmlElement, trigger: &HtmlElement) {
    let Some(root) = document().document_element() else { return };
    let at = trigger.get_bounding_client_rect();
    let below = at.top() < f64::from(root.client_height() / 2);
    let from_left = at.left() < f64::from(root.client_width() / 2);
    let auto = || "auto".to_owned();
    let sides = [
        ("--menu-top", if below { format!("{}px", at.bottom()) } else { auto() }),
        ("--menu-bottom", if below { auto() } else { format!("calc(100dvb - {}px)", at.top()) }),
        ("--menu-left", if from_left { format!("{}px", at.left()) } else { auto() }),
        (
            "--menu-right",
            if from_left { auto() } else { format!("calc(100dvi - {}px)", at.right()) },
        ),
    ];
    for (name, value) in sides {
        let _ = list.style().set_property(name, &value);
    }
}

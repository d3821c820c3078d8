//! The page of the kit in a real browser: every piece of `src/ui` is there, in every state it has.

use cancel_desk_web::pages::kit::KitPage;
use cancel_desk_web::routes::Location;
use cancel_desk_web::state::confirm::Confirm;
use cancel_desk_web::state::preferences::PreferencesState;
use leptos::prelude::*;
use leptos::task::tick;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;

use crate::stage::Stage;

/// Each module of the kit, and what shows that its pieces and their states stand on the page.
const PIECES: &[(&str, &[&str])] = &[
    (
        "button",
        &[
            ".button[data-kind=primary]",
            ".button[data-kind=quiet]",
            ".button[data-kind=plain]",
            ".button[data-kind=danger]",
            ".button[data-kind=danger-quiet]",
            ".button[data-pending]",
            ".button[aria-disabled=true] ~ .tooltip",
            ".button-frame[data-wide]",
            "a.button",
            ".icon-button",
        ],
    ),
    ("checkbox", &[".checkbox :checked", ".checkbox [type=checkbox][aria-invalid]"]),
    (
        "choice",
        &[
            "[data-look=chips] :checked",
            "[data-look=chips]:not(:has(:checked))",
            "[data-look=segments]",
            "[data-look=tabs] .choice__count",
            "[data-look=tabs] .status-mark",
        ],
    ),
    ("copy_button", &[".copyable"]),
    ("copy_field", &[".copy-field"]),
    (
        "date_input",
        &[".field [type=date][min]", ".field [type=date][required]", "[type=date][aria-invalid]"],
    ),
    ("date_range", &[".date-range"]),
    (
        "dialog",
        &[
            "dialog[data-size=small]",
            "dialog[data-size=medium]",
            "dialog[data-size=large]",
            ".dialog__body",
            ".dialog__actions",
        ],
    ),
    ("disclosure", &[".disclosure"]),
    ("drawer", &[".drawer .drawer__section", ".drawer__foot"]),
    ("facts", &[".facts dd[data-numeric]", ".facts dd:not([data-numeric])"]),
    (
        "feedback",
        &[
            ".banner[data-tone=neutral]",
            ".banner[data-tone=info]",
            ".banner[data-tone=warning]",
            ".banner[data-tone=danger]",
            ".banner[data-tone=success]",
            ".banner .button",
            ".empty__action",
            ".empty:not(:has(.empty__hint))",
            ".error-state__request",
            ".error-state:not(:has(.button))",
        ],
    ),
    (
        "field",
        &[
            ".field:not([data-invalid])",
            ".field[data-invalid]",
            ".field__hint",
            ".field-group .field__error:empty",
            ".field-group .field__error:not(:empty)",
        ],
    ),
    ("icon", &[".glyph"]),
    ("kbd", &[".kbd"]),
    ("layout", &[".page-header", ".split", ".toolbar", ".panel"]),
    (
        "mark",
        &[
            ".badge[data-outlined]",
            ".badge:not([data-outlined])",
            ".badge:not(:has(.status-mark))",
            ".status-mark[data-mark=turning]",
            ".status-mark[data-mark=broken]",
        ],
    ),
    (
        "menu",
        &[
            "[role=menuitem]",
            "[role=menuitem][aria-disabled]",
            "[role=menuitemradio][aria-checked=true]",
            "[role=menuitemradio][aria-checked=false]",
            ".menu__separator",
            ".menu__heading",
        ],
    ),
    ("money_input", &[".money-input", ".money-input [aria-invalid]", ".money-input__whole"]),
    ("pager", &[".pager .button"]),
    ("progress", &[".ring", ".progress-bar"]),
    ("select", &[".field .select", ".toolbar .select", ".select [aria-invalid]"]),
    ("skeleton", &[".skeleton[data-amount]", ".skeleton-rows"]),
    (
        "table",
        &[
            ".data-table [aria-sort=descending]",
            ".data-table [aria-current]",
            ".data-table [data-align=end]",
        ],
    ),
    (
        "text_input",
        &[
            "[type=text]",
            "[type=text][inputmode=numeric]",
            "[type=tel]",
            "[type=password]",
            "[type=search]",
            "textarea:not([aria-invalid])",
            "textarea[aria-invalid]",
        ],
    ),
    ("time_input", &[".field [type=time]", "[type=time][aria-invalid]"]),
    ("timeline", &[".timeline .timeline__item"]),
    (
        "toast",
        &[
            ".toast[data-tone=success]",
            ".toast[data-tone=info]",
            ".toast[data-tone=danger]",
            ".toast[data-tone=warning] .toast__action",
        ],
    ),
];

/// Modules that draw nothing.
const DRAWS_NOTHING: [&str; 2] = ["keyboard", "roving"];

async fn kit() -> Stage {
    Stage::of(|| {
        Location::provide();
        PreferencesState::provide();
        Confirm::provide();
        view! { <KitPage /> }.into_any()
    })
    .await
}

/// Opens what stands on the page only once a button is pressed.
async fn open_all(stage: &Stage) {
    for opener in stage.all::<HtmlElement>("button.button:not([aria-disabled])") {
        opener.click();
        tick().await;
    }
    stage.click("[aria-haspopup=menu]").await;
}

#[wasm_bindgen_test]
async fn every_piece_is_shown_in_every_state() {
    let stage = kit().await;
    open_all(&stage).await;
    let missing: Vec<_> = PIECES
        .iter()
        .flat_map(|(module, marks)| marks.iter().map(move |mark| (module, mark)))
        .filter(|(_, mark)| !stage.has(mark))
        .collect();
    assert!(missing.is_empty(), "not on the page: {missing:#?}");
}

#[wasm_bindgen_test]
fn every_module_that_draws_is_looked_for() {
    let modules = include_str!("../../src/ui.rs").lines().filter_map(|line| {
        line.strip_prefix("pub mod ").and_then(|module| module.strip_suffix(';'))
    });
    let drawn: Vec<_> = modules.filter(|module| !DRAWS_NOTHING.contains(module)).collect();
    let looked_for: Vec<_> = PIECES.iter().map(|(module, _)| *module).collect();
    assert_eq!(looked_for, drawn);
}

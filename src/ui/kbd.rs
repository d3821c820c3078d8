//! A key, drawn as a key.

use leptos::prelude::*;

#[component]
pub fn Kbd(#[prop(into)] key: String) -> AnyView {
    let cap = match key.as_str() {
        "Escape" => "Esc".to_owned(),
        "Enter" => "↵".to_owned(),
        "ArrowUp" => "↑".to_owned(),
        "ArrowDown" => "↓".to_owned(),
        letter if letter.chars().count() == 1 => letter.to_uppercase(),
        other => other.to_owned(),
    };
    view! { <kbd class="kbd">{cap}</kbd> }.into_any()
}

//! Starts the screens in the browser.

fn main() {
    console_error_panic_hook::set_once();
    leptos::mount::mount_to_body(cancel_desk_web::app::App);
}

import './api/zod-setup.ts';
import './style.css';
import ui from '@nuxt/ui/vue-plugin';
import { createPinia } from 'pinia';
import { createApp } from 'vue';
import { connect } from './api/client.ts';
import App from './App.vue';
import { router } from './router.ts';

connect();
createApp(App).use(createPinia()).use(router).use(ui).mount('#app');

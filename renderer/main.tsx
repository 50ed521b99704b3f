import '@mantine/core/styles.css';
import '@mantine/dates/styles.css';
import '@mantine/charts/styles.css';
import '@mantine/dropzone/styles.css';
import '@mantine/notifications/styles.css';
import '@mantine/spotlight/styles.css';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { preferredLanguage, showLanguage } from './app/language.ts';

const place = document.getElementById('root');
if (place === null) throw new Error('The page has no place for the screens.');
await showLanguage(preferredLanguage());
createRoot(place).render(<App />);

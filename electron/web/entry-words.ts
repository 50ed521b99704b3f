/** What the entry page says in one language. */
export interface EntryWords {
  readonly language: string;
  readonly opening: string;
  readonly title: string;
  readonly used: string;
  readonly next: string;
  readonly goOn: string;
}

/** The entry page in the five languages; it is read before the screens and their texts may be. */
const ENTRY_WORDS: readonly [EntryWords, ...EntryWords[]] = [
  {
    language: 'en',
    opening: 'Opening Sundial …',
    title: 'This address does not open Sundial',
    used: 'The address Sundial shows works once. This one was used already, or is not complete, or Sundial was started again since.',
    next: 'For a new address, press Enter in the window in which Sundial was started, or start Sundial again.',
    goOn: 'Sundial is open in this browser already: go on there',
  },
  {
    language: 'it',
    opening: 'Apro Sundial …',
    title: 'Questo indirizzo non apre Sundial',
    used: 'L’indirizzo che Sundial mostra vale una volta sola. Questo è già stato usato, non è completo, oppure Sundial è stato riavviato nel frattempo.',
    next: 'Per un nuovo indirizzo premi Invio nella finestra in cui hai avviato Sundial, oppure avvialo di nuovo.',
    goOn: 'Sundial è già aperto in questo browser: continua da lì',
  },
  {
    language: 'de',
    opening: 'Sundial wird geöffnet …',
    title: 'Diese Adresse öffnet Sundial nicht',
    used: 'Die Adresse, die Sundial zeigt, gilt einmal. Diese wurde schon benutzt, ist nicht vollständig, oder Sundial wurde seither neu gestartet.',
    next: 'Eine neue Adresse zeigt Sundial nach einem Druck auf die Eingabetaste in dem Fenster, in dem es gestartet wurde, oder nach einem Neustart.',
    goOn: 'Sundial ist in diesem Browser schon offen: dort weitermachen',
  },
  {
    language: 'ja',
    opening: 'Sundial を開いています…',
    title: 'このアドレスでは Sundial を開けません',
    used: 'Sundial が表示するアドレスは一度だけ使えます。このアドレスはすでに使われたか、途中で切れているか、その後 Sundial が再起動されています。',
    next: '新しいアドレスは、Sundial を起動したウィンドウで Enter キーを押すか、Sundial を起動し直すと表示されます。',
    goOn: 'このブラウザーではすでに Sundial が開いています。そちらで続ける',
  },
  {
    language: 'id',
    opening: 'Membuka Sundial …',
    title: 'Alamat ini tidak membuka Sundial',
    used: 'Alamat yang ditampilkan Sundial hanya berlaku sekali. Alamat ini sudah dipakai, tidak lengkap, atau Sundial sudah dijalankan ulang.',
    next: 'Untuk alamat baru, tekan Enter di jendela tempat Sundial dijalankan, atau jalankan Sundial lagi.',
    goOn: 'Sundial sudah terbuka di browser ini: lanjutkan di sana',
  },
];

/** The words for a browser, by the first language of its `Accept-Language` that Sundial speaks; English for all others. */
export function entryWords(acceptLanguage: string | undefined): EntryWords {
  const wished = (acceptLanguage ?? '').split(',').map((tag) => tag.trim().slice(0, 2).toLowerCase());
  const found = wished.map((tag) => ENTRY_WORDS.find(({ language }) => language === tag));
  return found.find((words) => words !== undefined) ?? ENTRY_WORDS[0];
}

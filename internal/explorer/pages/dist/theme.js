"use strict";(()=>{var e=localStorage.getItem("entente-theme");(e==="light"||e==="dark")&&(document.documentElement.dataset.theme=e);})();
